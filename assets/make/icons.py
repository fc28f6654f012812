#!/usr/bin/env python3
"""Makes the icons in assets/icons from Lucide (ISC); the program needs only what is made.

    npm pack lucide-static@1.62.0 && tar xzf lucide-static-1.62.0.tgz
    python3 assets/make/icons.py package assets/icons

Which icons: those that assets/icons/names.txt lists, one a line. Fyne's SVG
reader inherits nothing from <svg>, so each shape is given fill, stroke, width
and ends of its own; it also trips over arcs that follow each other without a
letter, so paths are written with absolute M, L, C and Z alone. #000000 stands
for the token that tints the icon.
"""
import math
import pathlib
import re
import shutil
import sys
import xml.etree.ElementTree as tree

SHAPE = {"fill": "none", "stroke": "#000000", "stroke-width": "1.75", "stroke-linecap": "round", "stroke-linejoin": "round"}


ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
NUMBER = re.compile(r"[\s,]*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)")
FLAG = re.compile(r"[\s,]*([01])")


def commands(path):
    """Yields (letter, arguments), a letter for each, relative ones still small."""
    at, letter = 0, ""
    while path[at:].strip(" ,\n"):
        found = re.compile(r"[\s,]*([A-Za-z])").match(path, at)
        if found:
            letter, at = found.group(1), found.end()
        elif letter in "Mm":
            letter = "L" if letter == "M" else "l"
        arguments = []
        for place in range(ARGUMENTS[letter.upper()]):
            flag = letter in "Aa" and place in (3, 4)
            found = (FLAG if flag else NUMBER).match(path, at)
            arguments.append(float(found.group(1)))
            at = found.end()
        yield letter, arguments


def arc(x1, y1, rx, ry, turn, large, sweep, x2, y2):
    """An elliptical arc as cubic curves of at most a quarter (SVG 1.1, appendix F.6)."""
    if rx == 0 or ry == 0 or (x1, y1) == (x2, y2):
        return [[x1, y1, x2, y2, x2, y2]]
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    dx, dy = (x1 - x2) / 2, (y1 - y2) / 2
    px, py = cos * dx + sin * dy, -sin * dx + cos * dy
    grow = math.sqrt(max(1, (px / rx) ** 2 + (py / ry) ** 2))
    rx, ry = abs(rx) * grow, abs(ry) * grow
    under = (rx * ry) ** 2 - (rx * py) ** 2 - (ry * px) ** 2
    factor = math.sqrt(max(0, under / ((rx * py) ** 2 + (ry * px) ** 2))) * (-1 if large == sweep else 1)
    cx, cy = factor * rx * py / ry, -factor * ry * px / rx
    start = math.atan2((py - cy) / ry, (px - cx) / rx)
    length = math.atan2((-py - cy) / ry, (-px - cx) / rx) - start
    length += 2 * math.pi if sweep and length < 0 else -2 * math.pi if not sweep and length > 0 else 0
    mx, my = cos * cx - sin * cy + (x1 + x2) / 2, sin * cx + cos * cy + (y1 + y2) / 2
    count = max(1, math.ceil(abs(length) / (math.pi / 2) - 1e-9))
    step, curves = length / count, []
    pull = 4 / 3 * math.tan(step / 4)

    def point(ex, ey):
        return [mx + cos * rx * ex - sin * ry * ey, my + sin * rx * ex + cos * ry * ey]

    for i in range(count):
        a, b = start + i * step, start + (i + 1) * step
        curves.append(
            point(math.cos(a) - pull * math.sin(a), math.sin(a) + pull * math.cos(a))
            + point(math.cos(b) + pull * math.sin(b), math.sin(b) - pull * math.cos(b))
            + point(math.cos(b), math.sin(b))
        )
    return curves


def plain(path):
    """The same path in absolute M, L, C and Z."""
    x = y = begin_x = begin_y = 0.0
    control, written = None, []
    for letter, a in commands(path):
        kind = letter.upper()
        if letter.islower() and kind == "A":
            a = a[:5] + [a[5] + x, a[6] + y]
        elif letter.islower() and kind in "HV":
            a = [a[0] + (x if kind == "H" else y)]
        elif letter.islower():
            a = [value + (x, y)[i % 2] for i, value in enumerate(a)]
        last, control = control, None
        if kind == "Z":
            written.append("Z")
            x, y = begin_x, begin_y
            continue
        if kind in "MLHV":
            x, y = (a[0], y) if kind == "H" else (x, a[0]) if kind == "V" else a
            if kind == "M":
                begin_x, begin_y = x, y
            written.append(("M" if kind == "M" else "L") + numbers([x, y]))
            continue
        if kind == "A":
            curves = arc(x, y, *a)
        elif kind == "Q":
            curves = [[x + 2 / 3 * (a[0] - x), y + 2 / 3 * (a[1] - y), a[2] + 2 / 3 * (a[0] - a[2]), a[3] + 2 / 3 * (a[1] - a[3]), a[2], a[3]]]
        elif kind in "CS":
            curves = [a if kind == "C" else list(last or (x, y)) + a]
            control = (2 * a[-2] - curves[0][2], 2 * a[-1] - curves[0][3])
        else:
            sys.exit(f"{letter} is not known here: add it")
        for curve in curves:
            written.append("C" + numbers(curve))
        x, y = a[-2], a[-1]
    return "".join(written)


def numbers(values):
    return " ".join(f"{value:.3f}".rstrip("0").rstrip(".") for value in values)


def normalised(source):
    lines = ['<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">']
    for shape in tree.parse(source).getroot():
        attributes = {**shape.attrib, **SHAPE}
        if "d" in attributes:
            attributes["d"] = plain(attributes["d"])
        words = " ".join(f'{name}="{value}"' for name, value in attributes.items())
        lines.append(f"<{shape.tag.split('}')[-1]} {words}/>")
    return "\n".join(lines + ["</svg>", ""])


def main(package, folder):
    folder = pathlib.Path(folder)
    names = (folder / "names.txt").read_text().split()
    for old in folder.glob("*.svg"):
        old.unlink()
    for name in names:
        (folder / f"{name}.svg").write_text(normalised(f"{package}/icons/{name}.svg"))
    shutil.copy(f"{package}/LICENSE", folder / "LICENSE-Lucide.txt")


main(*sys.argv[1:])
