"""What Python's decimal, datetime and zoneinfo say about cases drawn from a seed.

    oracle.py decimal SEED COUNT
    oracle.py instant SEED COUNT
    oracle.py zones NAME...

One case a line, fields separated by tabs: the operation, its arguments, the expected result.
`zones` prints nothing where the machine has no time zone database.
"""

import random
import sys
from datetime import datetime, timedelta, timezone
from decimal import Context, Decimal, Inexact
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Wide enough that no case of 38 digits and scale 38 is ever rounded; if one were, Inexact would be raised.
EXACT = Context(prec=400, Emin=-10_000, Emax=10_000, traps=[Inexact])
MAX_DIGITS = 38
MAX_SCALE = 38
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def say(*fields):
    print(*fields, sep="\t")


# ---- decimal


def plain(value):
    """Plain notation with the value's own scale and no negative zero."""
    if value.as_tuple().exponent > 0:
        value = value.quantize(Decimal(1), context=EXACT)
    return format(abs(value) if value == 0 else value, "f")


def held(value):
    """The text of a result, or what is wrong with it."""
    text = plain(value)
    if len(text.replace(".", "").replace("-", "").lstrip("0")) > MAX_DIGITS:
        return "overflow"
    if "." in text and len(text) - text.index(".") - 1 > MAX_SCALE:
        return "scale"
    return text


def random_digits(rng, most):
    length = rng.choice([rng.randint(1, 6), rng.randint(1, most), most - 1, most])
    alphabet = rng.choice(["0123456789", "09", "9", "0001"])
    return "".join(rng.choice(alphabet) for _ in range(length))


def random_decimal(rng):
    digits = random_digits(rng, MAX_DIGITS)
    scale = rng.choice([0, 2, rng.randint(0, MAX_SCALE), MAX_SCALE])
    return EXACT.create_decimal(rng.choice(["", "-"]) + digits).scaleb(-scale, context=EXACT)


def random_text(rng):
    text = rng.choice(["", "-", "+"]) + random_digits(rng, 40)
    if rng.random() < 0.6:
        text += "." + random_digits(rng, 40)
    if rng.random() < 0.4:
        text += rng.choice("eE") + rng.choice(["", "+", "-"]) + str(rng.randint(0, 45))
    return text


def parsed(text):
    mantissa = text.lower().partition("e")[0]
    if len(mantissa.lstrip("+-").replace(".", "").lstrip("0")) > MAX_DIGITS:
        return "digits"
    return held(EXACT.create_decimal(text))


def whole(value):
    try:
        return held(value.quantize(Decimal(1), context=EXACT))
    except Inexact:
        return "inexact"


def decimal_cases(seed, count):
    rng = random.Random(seed)
    for _ in range(count):
        text = random_text(rng)
        say("parse", text, parsed(text))
        left, right = random_decimal(rng), random_decimal(rng)
        say("add", plain(left), plain(right), held(EXACT.add(left, right)))
        say("subtract", plain(left), plain(right), held(EXACT.subtract(left, right)))
        say("compare", plain(left), plain(right), int(left.compare(right)))
        say("negate", plain(left), plain(EXACT.minus(left)))
        places = rng.randint(-40, 40)
        say("shift", plain(left), places, held(left.scaleb(-places, context=EXACT)))
        say("whole", plain(left), whole(left))


# ---- instant


def epoch_ms(moment):
    return (moment - EPOCH) // timedelta(milliseconds=1)


def random_moment(rng):
    first = datetime(1, 1, 2, tzinfo=timezone.utc)
    span = datetime(9999, 12, 30, tzinfo=timezone.utc) - first
    return first + timedelta(microseconds=rng.randrange(span // timedelta(microseconds=1)))


def instant_cases(seed, count):
    rng = random.Random(seed)
    for _ in range(count):
        moment = random_moment(rng)
        local = moment.astimezone(timezone(timedelta(minutes=rng.randint(-1439, 1439))))
        say("rfc3339", local.isoformat(rng.choice("Tt "), "microseconds"), epoch_ms(moment))
        whole = moment.replace(microsecond=0)
        say("rfc3339", whole.astimezone(local.tzinfo).isoformat(), epoch_ms(whole))
        say("date", moment.strftime("%Y-%m-%d").zfill(10), epoch_ms(whole.replace(hour=0, minute=0, second=0)))
        micros = (moment - EPOCH) // timedelta(microseconds=1)
        say("unix_seconds", plain(Decimal(micros).scaleb(-6)), epoch_ms(moment))
        say("unix_milliseconds", plain(Decimal(micros).scaleb(-3)), epoch_ms(moment))
        ms = epoch_ms(moment)
        text = (EPOCH + timedelta(milliseconds=ms)).isoformat(timespec="milliseconds")
        say("write", ms, text.replace("+00:00", "Z"))


# ---- zones

FIRST_YEAR = 1950
LAST_YEAR = 2100
STEP = timedelta(days=28)  # no clock of the table changes twice in so few days
HALF_HOUR = timedelta(minutes=30)


def changes(zone):
    """The instants, to the second, at which the clocks of a zone change."""

    def offset(moment):
        return moment.astimezone(zone).utcoffset()

    moment = datetime(FIRST_YEAR, 1, 1, tzinfo=timezone.utc)
    end = datetime(LAST_YEAR + 1, 1, 1, tzinfo=timezone.utc)
    before = offset(moment)
    while moment < end:
        following = moment + STEP
        after = offset(following)
        if after != before:
            low, high = moment, following
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // timedelta(seconds=2) * timedelta(seconds=1)
                low, high = (middle, high) if offset(middle) == before else (low, middle)
            yield high
        moment, before = following, after


def say_local(name, zone, wall):
    first, second = (wall.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    # An hour that came twice is the earlier one; a missing hour is read with the offset before it.
    utc = wall.replace(tzinfo=timezone.utc) - first
    say("local", name, wall.strftime("%Y-%m-%d %H:%M:%S"), epoch_ms(utc), int(first > second), int(first < second))


def zone_cases(names):
    for name in names:
        try:
            zone = ZoneInfo(name)
        except ZoneInfoNotFoundError:
            return
        for change in changes(zone):
            around = change.astimezone(zone).replace(tzinfo=None)
            for step in range(-5, 6):
                say_local(name, zone, around + step * HALF_HOUR)
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            for month in (1, 7):
                say_local(name, zone, datetime(year, month, 15, 12))


def main():
    kind, *arguments = sys.argv[1:]
    if kind == "zones":
        zone_cases(arguments)
    else:
        {"decimal": decimal_cases, "instant": instant_cases}[kind](*map(int, arguments))


main()
