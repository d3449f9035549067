#!/usr/bin/env python3
"""Write the counties of the United States: crates/dateline/codebook/places/counties.tsv

usage: counties.py counties-10m.json > counties.tsv

counties-10m.json is in the npm package us-atlas 3.0.1 (ISC), made from the
Census Bureau's cartographic boundary files, which are in the public domain.
The point of a county is the centroid of its outline, its state follows from
the first two digits of its FIPS code. Columns as in regions.tsv.
"""
import json, sys

STATES = dict(zip("""01 02 04 05 06 08 09 10 11 12 13 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36
37 38 39 40 41 42 44 45 46 47 48 49 50 51 53 54 55 56""".split(), """AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS
KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY""".split()))


def arcs(topology):
    """Each arc's points in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        yield points


def centroid(ring):
    """Area and centre of a closed line."""
    area = cx = cy = 0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
        cross = x0 * y1 - x1 * y0
        area, cx, cy = area + cross, cx + (x0 + x1) * cross, cy + (y0 + y1) * cross
    return (abs(area), cx / (3 * area), cy / (3 * area)) if area else (0, *ring[0])


def main():
    topology = json.load(open(sys.argv[1]))
    lines = list(arcs(topology))

    def ring(numbers):
        points = []
        for n in numbers:
            points += lines[n] if n >= 0 else lines[~n][::-1]
        return points

    print("# Counties of the United States, with parishes, boroughs and census areas.")
    print("# Source: U.S. Census Bureau cartographic boundary files (public domain), by way of us-atlas 3.0.1 (ISC); made by scripts/counties.py")
    print("# Columns as in regions.tsv; geonames id 0: not known; admin1: postal code of the state; point: centroid; population: not given")
    rows = []
    for county in topology["objects"]["counties"]["geometries"]:
        state = STATES.get(county["id"][:2])
        name = county["properties"]["name"]
        if not state or not county.get("arcs"):
            continue
        polygons = county["arcs"] if county["type"] == "MultiPolygon" else [county["arcs"]]
        _, lon, lat = max(centroid(ring(polygon[0])) for polygon in polygons)
        city = state == "VA" and int(county["id"][2:]) >= 500 or county["id"] in ("24510", "29510", "11001")
        if city:
            continue
        kind = "Parish" if state == "LA" else "County"
        if state == "AK":
            kind = "Borough"
        rows.append((name, state, f"0\t{name} {kind}\t\tUSA\t{state}\t{lat:.3f}\t{lon:.3f}\t0\t{name} Co.\tcounty"))
    for *_, row in sorted(rows):
        print(row)


if __name__ == "__main__":
    main()
