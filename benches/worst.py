"""How do time and memory grow with the length of texts made to be hard?

Invented texts of several kinds, each 1, 4, 16, 64 and 256 times as long as the first, are read with `dateline read --quick`.
Printed for each: seconds of the processor and memory beyond those of an empty report, milliseconds a kB, and by how much
the last step grew faster than the text. Nothing is asserted: a busy machine must not break a test.

usage: worst.py DATELINE [--only KIND] [--base BYTES]
"""

import argparse
import json
import os
import random
import subprocess
import tempfile

TIMES = (1, 4, 16, 64, 256)
# What the growth from one size to the next may be, over that of the text.
BOUND = 1.3

# Plain English around them: what seems to be in another language is not read.
PEOPLE = ("Andrew", "Helen", "George", "Martha", "Walter", "Susan", "Peter", "Grace", "Henry", "Edith", "Thomas", "Ruth")
FAMILIES = ("White", "Black", "Ash", "Whit", "Hart", "Wool", "Green", "West", "North", "Brook", "Field", "Wood")
ENDINGS = ("", "ford", "ley", "worth", "well", "bridge", "man", "ham")
PLACES = ("London", "Washington", "Chicago", "Oslo", "Boston", "Dublin", "Sydney", "Nairobi", "Houston", "Cape Town")
COUNTRIES = ("Norway", "Kenya", "Peru", "Turkey", "Vietnam", "Tunisia", "Ecuador", "Latvia", "Ghana", "Bangladesh")
MONTHS = ("January", "March", "April", "June", "August", "October", "December")
DEEDS = ("condemned", "shelled", "praised", "sued", "visited", "threatened to sanction", "sent troops to", "met")


def person(dice):
    return f"{dice.choice(PEOPLE)} {dice.choice(FAMILIES)}{dice.choice(ENDINGS)}"


def day(dice):
    return f"{dice.choice(MONTHS)} {dice.randint(1, 28)}, {dice.randint(1990, 2031)}"


def report(dice):
    doer, other = dice.choice(COUNTRIES), dice.choice(COUNTRIES)
    told = f"{doer} {dice.choice(DEEDS)} {other} at the border near {dice.choice(PLACES)} on {day(dice)}"
    return dice.choice((f"{told}.", f"“{told},” said {person(dice)}.", f"{person(dice)} said that {told}."))


# Each makes the next piece of a text.
KINDS = {
    "clauses": lambda dice: "Norway attacked Peru on Monday and ",
    "said that": lambda dice: "he said that she said that ",
    "of the": lambda dice: "of the president ",
    "relatives": lambda dice: "which hit the house that the man who ",
    "list": lambda dice: f"the brother of {person(dice)}, who was there with him, ",
    "list of places": lambda dice: f"the people of {dice.choice(PLACES)} and ",
    "semicolons": lambda dice: report(dice)[:-1] + "; ",
    "quotation marks": lambda dice: f"and “{dice.choice(PLACES)}” was the “old” name of “the {dice.choice(PLACES)}” ",
    "quotations": lambda dice: f"“We will not leave the town of {dice.choice(PLACES)},” {person(dice)} said. ",
    "open marks": lambda dice: f"“They left the town of {dice.choice(PLACES)} when it was over. ",
    "brackets": lambda dice: "(which is the port (of ",
    "one paragraph": lambda dice: report(dice) + " ",
    "paragraphs": lambda dice: report(dice) + "\n\n",
    "names": lambda dice: f"{person(dice)} met with {person(dice)} before they went to see the house. ",
    "pronouns": lambda dice: f"{person(dice)} met her after he told them that they had left him, which was what she thought of it. ",
    "dates": lambda dice: f"It fell on {day(dice)} and again last Tuesday. ",
    "places": lambda dice: f"The trains which ran from {dice.choice(PLACES)} to {dice.choice(PLACES)} were late when they left it. ",
    "figures": lambda dice: f"At least {dice.randint(2, 900)} people died and $ {dice.randint(2, 90)} million was lost. ",
    "events": lambda dice: f"The army of {dice.choice(COUNTRIES)} {dice.choice(DEEDS)} {dice.choice(COUNTRIES)}. ",
    "one word": lambda dice: "the attack ",
    "no spaces": lambda dice: "of-the-attack-",
    "links": lambda dice: f'<p><a href="/{dice.randint(1, 9999)}">{report(dice)}</a></p>\n',
    "lines": lambda dice: f"It was {person(dice)} who was there\n",
}


def text(kind, size):
    dice = random.Random(kind)
    pieces, length = [], 0
    while length < size:
        pieces.append(KINDS[kind](dice))
        length += len(pieces[-1].encode())
    body = "".join(pieces)
    if kind == "links":
        head = '<html lang="en"><head><title>Many links</title></head>'
        return f"<!doctype html>{head}<body><article>{body}</article></body></html>"
    return json.dumps({"id": kind, "language": "en", "text": body.strip() + "."}) + "\n"


def cost(program, path):
    """Seconds of the processor and megabytes that reading a file takes, and whether anything was read."""
    command = [program, "read", "--quick", "--format", "jsonl", "--date", "2031-03-12", path]
    with open(path + ".out", "w+b") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, _, used = os.wait4(process.pid, 0)
        out.seek(0)
        is_read = b'"language":"en"' in out.read(4000)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, is_read


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dateline")
    parser.add_argument("--only", action="append")
    parser.add_argument("--base", type=int, default=4000, help="bytes of the shortest text")
    parser.add_argument("--times", type=int, nargs="+", default=TIMES)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "report.txt")

        def measure(body):
            with open(path, "w", encoding="utf-8") as file:
                file.write(body)
            return cost(told.dateline, path)

        start, least, _ = min(measure("Nothing happened.\n") for _ in range(3))
        print(f"start: {start:.2f} s, {least:.0f} MB")
        sizes = "".join(f"{told.base * times / 1000:>8.0f} kB" for times in told.times)
        print(f"{'ms a kB of':<18}{sizes}   worst step    MB")
        for kind in told.only or KINDS:
            rates, most, unread = [], 0, ""
            for times in told.times:
                body = text(kind, told.base * times)
                seconds, memory, is_read = measure(body)
                rates.append(max(seconds - start, 0.001) / len(body.encode()) * 1e6)
                most = max(most, memory)
                unread = unread if is_read else "  not taken for English, so not read"
            # The shortest are over before the clock has counted much: steps are counted from the second on.
            step = max((after / before for before, after in zip(rates[1:], rates[2:])), default=0)
            row = "".join(f"{rate:>11.2f}" for rate in rates)
            print(f"{kind:<18}{row}{step:>9.2f} {'!' if step > BOUND else ' '}{most:>8.0f}{unread}", flush=True)


if __name__ == "__main__":
    main()
