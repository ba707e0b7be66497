"""The calendar: proleptic Gregorian, astronomical years (0000 is 1 BC); plain arithmetic on ordinals for any year (1 is 0001-01-01)."""

__all__ = [
    "civil",
    "days_between",
    "iso_week",
    "month_length",
    "months_between",
    "ordinal_of",
    "written_year",
    "years_between",
]


def ordinal_of(year: int, month: int, day_of_month: int) -> int:
    """The ordinal of a day."""
    # Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil: the year starts in March.
    year -= month < 3
    era_day = 365 * year + year // 4 - year // 100 + year // 400
    return era_day + (153 * ((month + 9) % 12) + 2) // 5 + day_of_month - 306


def civil(ordinal: int) -> tuple[int, int, int]:
    """The year, month and day of the month of an ordinal."""
    # civil_from_days of the same paper.
    era, of_era = divmod(ordinal + 305, 146097)
    year_of_era = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    march_month = (5 * of_year + 2) // 153
    month = march_month + 3 if march_month < 10 else march_month - 9
    return year_of_era + era * 400 + (month < 3), month, of_year - (153 * march_month + 2) // 5 + 1


_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_length(year: int, month: int) -> int:
    """How many days a month has."""
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if leap else _LENGTHS[month]


def days_between(first: int, last: int) -> int:
    """The days from one day to another, less than 0 where it is the earlier one."""
    return last - first


def months_between(first: int, last: int) -> int:
    """The whole months from one day to another, less than 0 where it is the earlier one: one is whole on the same day of its month."""
    if last < first:
        return -months_between(last, first)
    (year, month, day), (to_year, to_month, to_day) = civil(first), civil(last)
    return 12 * (to_year - year) + to_month - month - (to_day < day)


def years_between(first: int, last: int) -> int:
    """The whole years from one day to another, as `months_between`: how old somebody is who was born on the first."""
    months = months_between(first, last)
    return months // 12 if months >= 0 else -(-months // 12)


def iso_week(ordinal: int) -> tuple[int, int]:
    """The year and the number of the week of ISO 8601 in which a day lies: the first has the year's first Thursday."""
    thursday = ordinal - (ordinal - 1) % 7 + 3
    year = civil(thursday)[0]
    return year, (thursday - ordinal_of(year, 1, 1)) // 7 + 1


def written_year(year: int) -> str:
    """A year as EDTF writes it: four digits, with a sign before the year 0000."""
    return f"{year:04}" if year >= 0 else f"-{-year:04}"
