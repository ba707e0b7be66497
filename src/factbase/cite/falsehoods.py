"""By which other languages than English call a whole statement false, and a rumour: `es falso que`, `…, ist falsch`, `le bruit court que`.

In: the code of a language. Out: parts of its expressions for denials and for sayings. Promised: a part names what is false by a clause.
"""

from __future__ import annotations

__all__ = ["FALSEHOODS", "RUMOURS"]

_DE_FALSE = (
    r"(?:\w+ )?(?:falsch|unwahr|unzutreffend|erfunden|gelogen|eine (?:lüge|erfindung|falschmeldung|ente)|ein (?:gerücht|mythos|märchen)"
    r"|nicht (?:wahr|richtig|zutreffend|der fall))"
)
_NL_FALSE = (
    r"(?:\w+ )?(?:onwaar|onjuist|verzonnen|gelogen|niet (?:waar|juist)|een (?:leugen|fabel|fabeltje|mythe|gerucht))"
)
_FR_FALSE = r"(?:\w+ )?(?:faux|inexact|mensonger|un mensonge|un mythe|une rumeur|une invention)"
_ES_FALSE = r"(?:\w+ )?(?:falso|mentira|incorrecto|inexacto|un bulo|un mito|una mentira|una invención)"
_PT_FALSE = r"(?:\w+ )?(?:falso|mentira|incorreto|inexato|um boato|um mito|uma mentira|uma invenção)"
_IT_FALSE = r"(?:\w+ )?(?:falso|inesatto|una bugia|una menzogna|una bufala|un mito|un'invenzione)"
_RU_FALSE = r"(?:неправда|ложь|неверно|враньё|вранье|выдумка|вымысел|миф|фейк|утка|не (?:правда|так|верно))"

FALSEHOODS = {
    "de": rf"(?:ist|war|sei|wäre) {_DE_FALSE}, (?:dass|daß)|stimmt(?:e)? nicht, (?:dass|daß)|(?<=, )(?:das )?(?:ist|war|sei) {_DE_FALSE}"
    r"|(?<=, )(?:das )?stimmte? nicht|nichts (?:belegt|beweist|zeigt|spricht dafür), (?:dass|daß)",
    "nl": rf"(?:is|was) {_NL_FALSE} dat|klop(?:t|te) niet dat|(?<=, )(?:dat |wat )?(?:is|was) {_NL_FALSE}"
    r"|niets (?:bewijst|toont aan|wijst erop) dat",
    "fr": rf"(?:est|était|serait) {_FR_FALSE} (?:que|qu(?='))|n'(?:est|était) pas (?:vrai|exact) (?:que|qu(?='))"
    rf"|rien ne (?:prouve|montre|indique|confirme|démontre) (?:que|qu(?='))|(?<=, )(?:ce qui|c')\s?est {_FR_FALSE}",
    "es": rf"(?:es|era|resulta) {_ES_FALSE} que|no (?:es|era) (?:\w+ )?(?:cierto|verdad|exacto) que"
    rf"|nada (?:prueba|demuestra|indica|confirma) que|(?<=, )(?:lo (?:que|cual) )?(?:es|era) {_ES_FALSE}",
    "pt": rf"(?:é|era) {_PT_FALSE} que|não (?:é|era) (?:\w+ )?(?:verdade|certo|exato) que"
    rf"|nada (?:prova|demonstra|indica|confirma) que|(?<=, )o que (?:é|era) {_PT_FALSE}",
    "it": rf"(?:è|era) {_IT_FALSE} che|non (?:è|era) (?:\w+ )?(?:vero|esatto) che"
    rf"|(?:nulla|niente) (?:prova|dimostra|indica|conferma) che|(?<=, )il che è {_IT_FALSE}",
    "ru": rf"{_RU_FALSE}, что|ничто не (?:доказывает|указывает|подтверждает), что|(?<=[,-] )(?:и |но )?это {_RU_FALSE}",
    "zh": r"[这此](?:纯属|是|全是|都是)?(?:谣言|假的|谎言|谣传|虚构)|[这此](?:不是|并非)(?:事实|真的|真相)"
    r"|纯属(?:谣言|虚构|捏造)|子虚乌有|是(?:谣言|谎言|假消息|假新闻)",
    "ja": "(?:というのは|というのが|とは|のは|のが)(?:嘘|うそ|ウソ|デマ|虚偽|事実無根|事実ではな|誤り)",
    "ko": "(?:다|라)는 (?:것|건|말|주장|소문|보도)[은는이가]? ?(?:거짓|사실이 아니|허위|가짜|사실무근|헛소문|낭설)",
}
"""What a denial is besides its verbs."""

RUMOURS = {
    "de": r"gerüchteweise|gerüchten zufolge|geht das gerücht(?: um)?",
    "nl": r"gaat het gerucht(?: dat)?|het gerucht gaat(?: dat)?|er gaan geruchten(?: dat)?",
    "fr": r"le bruit court (?:que|qu(?='))|la rumeur (?:court|veut|circule) (?:que|qu(?='))|on raconte (?:que|qu(?='))",
    "es": r"se rumorea que|corre (?:el rumor|la voz) de que|dizque",
    "pt": r"corre o boato de que|há rumores de que|consta que|diz-se que",
    "it": r"(?:corre|gira) voce che|si vocifera che",
    "ru": r"ходят слухи(?:, что)?|по слухам|поговаривают(?:, что)?",
    "zh": "谣传|传闻|传言|风闻",
    "ja": "(?:という|との)(?:噂|うわさ)",
    "ko": "(?:다|라)는 (?:풍문|루머)",
}
"""What a saying is besides its verbs."""
