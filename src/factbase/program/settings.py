"""The settings of a table: in, its statement; out, each setting by name, and what is wrong in the statement itself."""

from __future__ import annotations

from factbase.ground.diagnostic import Diagnostic, Related, diagnose, similar
from factbase.program.declare import Declared
from factbase.program.model import QUOTE_ATTRIBUTES, Relation
from factbase.program.request import parts_cells
from factbase.program.resolve import NOT_ON_A_DAY, lasts_not
from factbase.syntax.tree import Constant, Setting, TableDeclaration

__all__ = ["DATES", "TABLE_SETTINGS", "Settings"]

DATES = ("on", "since", "until")
_TEXTS = ("quote", "after", "before", "context", *QUOTE_ATTRIBUTES)
TABLE_SETTINGS = ("columns", "header", "separator", "source", "who", *_TEXTS, *DATES)


class Settings:
    """The settings of one statement; `problems` grows as more of it is read, and `senseless` says that it is wrong itself."""

    def __init__(self, statement: TableDeclaration, declared: Declared) -> None:
        self.statement = statement
        self.declared = declared
        self.given: dict[str, Setting] = {}
        self.problems: list[Diagnostic] = []
        self.senseless = False
        self._read()

    def problem(self, code: str, setting: Setting | None, hint: str | None = None, **fields: object) -> None:
        """Tells what makes no sense in a setting, or in the statement."""
        span = setting.span if setting is not None else self.statement.span
        self.problems.append(diagnose(code, span, related=(), hint=hint, detail=(), **fields))
        self.senseless = True

    def _read(self) -> None:
        for setting in self.statement.settings:
            if setting.name not in TABLE_SETTINGS:
                self.problem("E121", setting, similar(setting.name, TABLE_SETTINGS), name=setting.name)
            elif setting.name in self.given:
                related = [Related(self.given[setting.name].span, "first given here")]
                self.problems.append(diagnose("E103", setting.span, kind="setting", name=setting.name, related=related))
            elif isinstance(setting.value, tuple) and setting.name not in ("columns", "quote", "context"):
                self.problem("E122", setting, name=setting.name, expected="one value")
            else:
                self.given[setting.name] = setting
                self._form(setting)
        if self.statement.assumed:
            for name in ("source", *_TEXTS):
                if name in self.given:
                    hint = "leave `assume` out where the rows have quotes"
                    self.problem("E122", self.given[name], hint, name=name, expected="rows that are not assumed")
        elif "quote" not in self.given:
            hint = "name the column of the quotes: `quote: …`, or write `assume table` to state its rows openly"
            self.problem("E128", None, hint, what="`quote`")
        for name in ("since", "until"):
            if "on" in self.given and name in self.given:
                self.problem("E122", self.given[name], name=name, expected="a table without `on`")
        if (self.statement.mode is not None) != ("who" in self.given):
            if self.statement.mode is not None:
                self.problem("E128", None, "name the claimant, or the column of it: `who: …`", what="`who`")
            else:
                expected = "a table of what somebody says, such as `table says: …`"
                self.problem("E122", self.given["who"], name="who", expected=expected)

    def _form(self, setting: Setting) -> None:
        value = setting.value.value if isinstance(setting.value, Constant) else None
        if setting.name == "header" and str(value) not in ("yes", "no"):
            self.problem("E122", setting, name="header", expected="`yes` or `no`")
        if setting.name == "separator" and not parts_cells(value):
            expected = 'a string of one character, such as ";", that neither quotes a cell nor ends a line'
            self.problem("E122", setting, name="separator", expected=expected)
        if setting.name == "quote" and setting.value == () and not self.statement.assumed:
            hint = "name the column of the quotes, or several"
            self.problem("E128", setting, hint, what="`quote`: the list is empty")

    def relation(self) -> Relation | None:
        """The relation that the rows are of; None, and told, where it cannot be filled."""
        name = self.statement.relation
        relation = self.declared.relation(name)
        if relation is None or not relation.declared:
            known = (each.name for each in self.declared.relations.values() if each.declared and each.span is not None)
            self.problem("E126", None, self.declared.near(name, known), name=name)
            return None
        if relation.span is None:  # of the language itself
            self.problem("E113", None, name=name)
            return None
        if "on" in self.given and self.statement.mode is None and lasts_not(name, self.declared):
            self.problem("E137", self.given["on"], NOT_ON_A_DAY, name=name)
        return relation
