"""Writes the outlines of countries that the map is drawn with.

    python3 scripts/outlines.py FOLDER > crates/page/vendor/outlines.tsv

FOLDER holds the two packages of npm that `make vendor` fetches: their hashes are checked. A line is a country: its code of
ISO 3166-1 alpha-3 (empty where it has none), its name, and its outline as the path of an SVG, in the Natural Earth
projection, 960 units wide. Antarctica is left out: nothing happens there, and it takes a fifth of the picture.
"""

import hashlib
import json
import sys
import tarfile
from math import radians
from pathlib import Path

ATLAS = ("world-atlas-2.0.2.tgz", "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97")
CODES = ("i18n-iso-countries-7.14.0.tgz", "bb418ebfb965789fcfbcce7dee59888d901ef64b03601da78b2e224cd6f5825c")
WIDTH = 960.0
# What has no number in the atlas, and the code that is in use for it.
WITHOUT = {"Kosovo": "XKX"}
LEFT_OUT = "Antarctica"


def member(folder: Path, package: tuple[str, str], name: str):
    """What a file of a package holds, if the package is the one that was examined."""
    path = folder / package[0]
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != package[1]:
        sys.exit(f"{path.name}: another file than the one that was examined")
    with tarfile.open(path) as archive:
        return json.load(archive.extractfile(f"package/{name}"))


def projected(lon: float, lat: float) -> tuple[float, float]:
    """A point in the picture: the Natural Earth projection of Patterson, Savric and Jenny. World::at in Rust is the same."""
    phi, lam = radians(lat), radians(lon)
    p2 = phi * phi
    p4 = p2 * p2
    x = lam * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4)))
    y = phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)))
    scale = WIDTH / (2 * 0.8707 * radians(180))
    return WIDTH / 2 + x * scale, 250.0 - y * scale


def arcs(atlas) -> list[list[tuple[float, float]]]:
    """The lines of the atlas, in degrees."""
    (kx, ky), (dx, dy) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    lines = []
    for arc in atlas["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append((x * kx + dx, y * ky + dy))
        lines.append(line)
    return lines


def pieces(ring: list[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """A ring, parted where it crosses the 180th meridian: the atlas has it in one."""
    whole = [ring[0]]
    for lon, lat in ring[1:]:
        before = whole[-1][0]
        whole.append((lon + 360 * round((before - lon) / 360), lat))
    shifted = [[(lon + turn, lat) for lon, lat in whole] for turn in (-360, 0, 360)]
    return [piece for piece in (clipped(clipped(part, 180, 1), -180, -1) for part in shifted) if len(piece) > 3]


def clipped(ring: list[tuple[float, float]], edge: float, side: int) -> list[tuple[float, float]]:
    """What of a ring lies on this side of a meridian."""
    kept = []
    for (x, y), (u, v) in zip(ring, ring[1:] + ring[:1]):
        inside, next_inside = (x - edge) * side <= 0, (u - edge) * side <= 0
        if inside:
            kept.append((x, y))
        if inside != next_inside:
            kept.append((edge, y + (v - y) * (edge - x) / (u - x)))
    return kept


def path(polygons, lines) -> str:
    """The outline of a country."""
    out = []
    for polygon in polygons:
        for ring in polygon:
            points = []
            for at in ring:
                line = lines[at] if at >= 0 else lines[~at][::-1]
                points += line[1:] if points else line
            for piece in pieces(points):
                shown = [f"{x:.1f} {y:.1f}" for x, y in (projected(*point) for point in piece)]
                shown = [point for i, point in enumerate(shown) if i == 0 or point != shown[i - 1]]
                if len(shown) > 3:
                    out.append("M" + "L".join(shown) + "Z")
    return "".join(out)


def main() -> None:
    folder = Path(sys.argv[1])
    atlas = member(folder, ATLAS, "countries-110m.json")
    codes = {row[2]: row[1] for row in member(folder, CODES, "codes.json")}
    lines = arcs(atlas)
    rows = []
    for country in atlas["objects"]["countries"]["geometries"]:
        name = country["properties"]["name"]
        if name == LEFT_OUT or not country.get("arcs"):
            continue
        polygons = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        code = codes.get(country.get("id", ""), WITHOUT.get(name, ""))
        rows.append((code, name, path(polygons, lines)))
    for row in sorted(rows):
        print("\t".join(row))


if __name__ == "__main__":
    main()
