#!/usr/bin/env python3
"""Makes the icons in assets/icons from Lucide (ISC); the program needs only what is made.

    npm pack lucide-static@1.62.0 && tar xzf lucide-static-1.62.0.tgz
    python3 assets/make/icons.py package assets/icons

Which icons: those that assets/icons/names.txt lists, one a line. Fyne's SVG
reader inherits nothing from <svg>, so each shape is given fill, stroke, width
and ends of its own. #000000 stands for the token that tints the icon.
"""
import pathlib
import shutil
import sys
import xml.etree.ElementTree as tree

SHAPE = {"fill": "none", "stroke": "#000000", "stroke-width": "1.75", "stroke-linecap": "round", "stroke-linejoin": "round"}


def normalised(source):
    lines = ['<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">']
    for shape in tree.parse(source).getroot():
        attributes = {**shape.attrib, **SHAPE}
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
