#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Prints days moved by Python's datetime: YYYYMMDD, days, YYYYMMDD or '-' where the calendar ends.
Every leap day of four centuries, both ends of the calendar, and a few thousand at random."""
import random
from datetime import date, timedelta


def show(day, days):
    try:
        moved = (day + timedelta(days=days)).strftime("%Y%m%d").rjust(8, "0")
    except OverflowError:
        moved = "-"
    print(day.strftime("%Y%m%d").rjust(8, "0"), days, moved)


random.seed(3)
for year in range(1700, 2104):
    for days in (-365, -1, 1, 366):
        show(date(year, 2, 28), days)
        show(date(year, 3, 1), days)
for day in (date(1, 1, 1), date(4, 2, 29), date(9999, 12, 31), date(1582, 10, 15)):
    for days in (-3650, -1, 0, 1, 3650):
        show(day, days)
for _ in range(3000):
    show(date.fromordinal(random.randint(1, date.max.toordinal())), random.randint(-3650, 3650))
