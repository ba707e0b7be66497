"""The calendar: proleptic Gregorian, astronomical years (0000 is 1 BC); plain arithmetic on ordinals for any year (1 is 0001-01-01)."""

__all__ = ["civil", "month_length", "ordinal_of", "written_year"]


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


def written_year(year: int) -> str:
    """A year as EDTF writes it: four digits, with a sign before the year 0000."""
    return f"{year:04}" if year >= 0 else f"-{-year:04}"
