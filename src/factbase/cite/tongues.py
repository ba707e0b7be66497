"""The cues by which other languages than English take back, hedge, report, ask or condition what they say.

In: the code of a language. Out: its cues as expressions. Promised: a cue is whole words, or signs of Chinese, Japanese and Korean; what
only looks like one (`nicht nur`, `sans doute`, `不仅`) is among the others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

__all__ = ["Cues", "cues_of"]


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of a language. `backward`: what is said or denied stands before the verb that says so."""

    negation: re.Pattern[str]
    others: re.Pattern[str]  # in which no cue is one
    hedge: re.Pattern[str]
    condition: re.Pattern[str]
    asking: re.Pattern[str]
    according: re.Pattern[str]
    saying: re.Pattern[str]
    denial: re.Pattern[str]
    border: re.Pattern[str]
    backward: bool


_SPACED = {
    "de": (
        r"nicht|kein\w*|nie(?:mals)?|nirgends|niemand\w*|nichts|weder|ohne|(?:an)?statt|gescheitert|scheiter\w+"
        r"|freigesprochen|verzicht\w+"
        r"|abgelehnt|ablehn\w+|weiger\w+|abgesagt|keineswegs|mitnichten",
        r"nicht (?:nur|zuletzt|allein|umhin|weniger|mehr als)|(?:ohne|kein\w*)(?: jeden| jeglichen)? zweifel|zweifellos"
        r"|kein\w* \w+ außer"
        r"|ohne weiteres",
        r"könnten?|dürften?|soll(?:en|te|ten)?(?=[^,.;]{0,200}\b\w{1,30}en\b)|würden?|möglicherweise|vielleicht|vermutlich"
        r"|wahrscheinlich|angeblich"
        r"|mutmaßlich\w*|offenbar|anscheinend|plan(?:t|en|te|ten)|will|woll(?:en|te|ten)|beabsichtig\w+|(?:wird"
        r"|werden)(?=[^,.;]{0,200} (?!ge)\w{1,30}en\b\W{0,3}\Z)"
        r"|forder\w+|appellier\w+|drängt\w*|muss|müss\w+|verlang\w+|empf\w+hl\w+",
        r"wenn|falls|sofern|es sei denn|vorausgesetzt|\A\W*sollten?|solange",
        r"ob",
        r"laut|zufolge|nach angaben|nach aussage\w*|gemäß",
        r"sagten?|sagt|erklärt(?:e|en)?|behaupt\w+|bericht(?:et|ete|eten)|melde(?:t|te|ten)|teilten? mit|beton(?:t|te|ten)"
        r"|warn(?:t|te|ten)"
        r"|mein(?:t|te|ten)|schrieb(?:en)?|äußert\w*|vermutet\w*|glaubt\w*",
        r"bestritt(?:en)?|bestreite\w*|dementier\w+|leugne\w+|verneint\w*|widersprach\w*",
        r"(?<!nicht )aber|sondern|jedoch|während|obwohl|und (?=(?:\w+ ){0,2}(?:nicht|kein|nie))",
    ),
    "nl": (
        r"niet|geen|nooit|niemand|niets|noch|zonder|in plaats van|vrijgesproken|weiger\w+|mislukt\w*|afgewezen|evenmin",
        r"niet (?:alleen|slechts|enkel|minder)|(?:zonder|geen)(?: enige)? twijfel|ongetwijfeld|nog niet zo lang",
        r"zou(?:den)?|kan|kunnen?|misschien|mogelijk|waarschijnlijk|vermoedelijk|wellicht|naar verluidt|zal|zullen|wil|willen"
        r"|wilden?|van plan"
        r"|moet(?:en)?|roept op|eist\w*",
        r"\A\W*als|(?<=, )als|indien|tenzij|mits|zolang",
        r"(?<=onduidelijk )of|(?<=vraag )of|(?<=vroeg )of|(?<=onbekend )of|(?<=, )of",
        r"volgens|aldus",
        r"zei(?:den)?|zegt|zeggen|verklaar\w+|meld(?:de|den|t)|stel(?:de|den|t)|beweer\w+|waarschuw\w+",
        r"ontken\w+|weersprak\w*|weerspreek\w*|bestri(?:jdt|jden)|bestreed\w*",
        r"maar|terwijl|hoewel|en (?=(?:\w+ ){0,2}(?:niet|geen|nooit))",
    ),
    "fr": (
        r"ne|n(?=')|pas|jamais|aucune?|nul(?:le)?|rien|ni|sans|au lieu|plutôt que|acquitt\w+|renonc\w+|refus\w+|échou\w+"
        r"|rejet\w+|non",
        r"(?:non|pas) seulement|sans(?: aucun| nul)? doute|nul doute|à n'en pas douter|sans précédent|pas moins|n'a (?:pas )?cessé",
        r"pourrai\w*|peut-être|probablement|vraisemblablement|apparemment|aurai(?:t|ent)|serai(?:t|ent)|\w{2,}[ei]rai(?:t"
        r"|ent)|prétendu\w*"
        r"|présumé\w*|(?-i:[a-zéèê]{3,}(?:era|eront|ira|iront|dra|dront))|sera|seront|aura|auront|veut|veulent|voulai\w+"
        r"|envisag\w+|prévoi\w+"
        r"|appel(?:le|lent|é|a) (?:\w+ ){0,3}à|exhort\w+|demand\w+|devrai\w*|doit|doivent|projett\w+|peu(?:t|vent)",
        r"(?<!ignore )(?<!savoir )(?<!demande )(?<!demandé )(?<!sait pas )(?:si(?! \w+ que\b)|s(?='ils?\b))|à condition que"
        r"|à moins que|pourvu que"
        r"|au cas où|sauf si",
        r"(?:ignor\w+|savoir|sait pas|demand\w+|vérifi\w+) si",
        r"selon|d'après|aux dires",
        r"(?:a|ont|avait|avaient) (?:déclaré|affirmé|dit|annoncé|assuré|expliqué|ajouté|indiqué|estimé|soutenu|averti"
        r"|rapporté|prétendu)"
        r"|(?:déclar|affirm|assur|estim|annonç|expliqu)\w+ que|dit(?: que)?|disent|soutien\w+ que|prétend\w* que",
        r"(?:a|ont|avait) (?:nié|démenti|contesté|réfuté)|nie|nient|dément\w*|nia",
        r"mais|tandis que|alors que|bien que|car|parce que|et (?=(?:\w+ )?(?:ne |n'|probablement))",
    ),
    "es": (
        r"no|nunca|jamás|ning[uú]n\w*|nadie|nada|tampoco|ni|sin|en (?:lugar|vez) de|absuelt\w+|desisti\w+|renunci\w+ a"
        r"|rechaz\w+|se neg\w+ a"
        r"|fracas\w+",
        r"no (?:solo|sólo|solamente|obstante|menos|más que)|sin(?: ninguna)? duda|no cabe duda|sin (?:embargo|precedentes)",
        r"podr[íi]\w*|pued\w+|quizás?|tal vez|probablemente|posiblemente|supuestamente|presunt\w+|aparentemente"
        r"|(?-i:[a-zñáéíóú]{3,}(?:ará|erá|irá|arán|erán|irán))|(?:hab|se|tend|ha|debe|i)rían?|será|serán|quier\w+|planea\w*"
        r"|pretend\w+|espera\w*"
        r"|deb(?:e|en)|pidi\w+|pid(?:e|en)|inst(?:ó|a|an)|exig\w+|llam(?:ó|a|an) a",
        r"(?<!sabe )(?<!sabía )(?<!preguntó )(?<!ignora )(?<!saber )si(?! bien\b)|siempre que|a menos que|salvo que"
        r"|en caso de|con tal de que",
        r"(?:sabe|sabía|saber|preguntó|pregunta|ignora) si",
        r"según|de acuerdo con",
        r"dijo|dijeron|dice|dicen|declaró|declararon|afirm(?:ó|a|aron)|asegur(?:ó|a)|explic(?:ó|a)|añadió|señaló|sostuvo"
        r"|sostiene|indicó"
        r"|inform(?:ó|aron)|advirtió|manifestó",
        r"negó|niega|niegan|negaron|desmi(?:ntió|ente)\w*",
        r"pero|sino|mientras|aunque|porque|y (?=(?:\w+ )?(?:no|nunca|probablemente)\b)",
    ),
    "pt": (
        r"não|nunca|jamais|nenhum\w*|ninguém|nada|nem|sem|em vez de|ao invés de|absolvid\w+|desisti\w+|recus\w+|fracass\w+"
        r"|rejeit\w+",
        r"não (?:só|somente|apenas|obstante|menos)|sem(?: nenhuma| qualquer)? dúvida|sem precedentes",
        r"pod(?:e|em|eria\w*|erá|erão)|talvez|provavelmente|possivelmente|supostamente|alegadamente|aparentemente|(?:te|se"
        r"|have|deve|fa|i)riam?"
        r"|(?-i:[a-zãõçáéíóúâêô]{3,}(?:ará|erá|irá|arão|erão|irão))|será|serão|quer|querem|pretend\w+|planej\w+|pedi(?:u|ram)"
        r"|ped(?:e|em)"
        r"|exort\w+|apel(?:ou|a|am)|dev(?:e|em)",
        r"\A\W*se|(?<=, )se(?= \w+ \w+)|caso|a menos que|desde que|contanto que|a não ser que",
        r"(?:sabe|sabia|saber|perguntou|pergunta|ignora) se",
        r"segundo(?= (?:o|a|os|as|um|uma)\b)|de acordo com|conforme",
        r"disse(?:ram)?|diz|dizem|declar(?:ou|a|aram)|afirm(?:ou|a|aram)|explic(?:ou|a)|acrescentou|alegou|inform(?:ou|aram)"
        r"|assegurou|garantiu"
        r"|advertiu",
        r"neg(?:ou|a|am|aram)|desment\w+|refut(?:ou|a)",
        r"mas|enquanto|embora|porque|e (?=(?:\w+ )?(?:não|nunca|provavelmente)\b)",
    ),
    "it": (
        r"non|mai|nessun\w*|niente|nulla|né|neppure|senza|invece di|anziché|assolt\w+|rinunci\w+|rifiut\w+|respint\w+|fallit\w+",
        r"non (?:solo|soltanto|meno|a caso)|senza(?: alcun)? dubbio|senz'altro|non c'è dubbio",
        r"potre\w+|può|possono|forse|probabilmente|presumibilmente|apparentemente|presunt\w+|(?:sa|av|dov|vor)rebbe\w*"
        r"|(?-i:[a-zàèìòù]{3,}(?:erà|irà|arà|eranno|iranno|tterà))|sarà|saranno|vuole|vogliono|intend\w+|prevede\w*|deve"
        r"|devono|esort\w+"
        r"|chie(?:de|sto|sero|se) (?:\w+ ){0,2}di|invit(?:a|ato)",
        r"(?<!sa )(?<!sapere )(?<!chiesto )(?<!chiede )se(?! ne\b)|a meno che|purché|qualora|a condizione che",
        r"(?:sa|sapere|chiesto|chiede|ignora) se",
        r"secondo|stando a\w*",
        r"(?:ha|hanno|aveva) (?:detto|dichiarato|affermato|spiegato|aggiunto|annunciato|sostenuto|riferito|avvertito)|disse"
        r"|dichiarò|affermò|sostiene"
        r"|sostengono|dice|dicono",
        r"(?:ha|hanno|aveva) (?:negato|smentito|respinto)|neg(?:ò|a|ano)|smentisc\w+",
        r"ma|mentre|sebbene|benché|perché|e (?=(?:\w+ )?(?:non|mai|probabilmente)\b)",
    ),
    "ru": (
        r"не|ни|нет|никогда|никто|ничего|никак\w*|без|вместо|оправдан\w*|отказал\w*|отверг\w*|отмен\w+|провал\w+",
        r"не только|несомненно|без сомнения|не может не|не раз|не менее|не более",
        r"может|могут|мог(?:ла|ло|ли)? бы|бы|возможно|вероятно|по-видимому|видимо|якобы|предположительно|буд(?:ет|ут)"
        r"|планиру\w+|намерен\w*"
        r"|хо(?:чет|тят|тел\w*)|собира\w+|призва\w+|призыва\w+|потребова\w+|требу\w+|долж(?:ен|н[аоы])|следует|ожида\w+"
        r"|(?:подаст|примет|вступит|подпишет|станет|уйд[её]т|получит|провед[её]т|начн[её]т|сделает|купит|откроет|введ[её]т)"
        r"|(?:подадут|примут|вступят|подпишут|станут|уйдут|получат|проведут|начнут|сделают|купят|откроют|введут)",
        r"если|при условии|в случае|разве что|пока не",
        r"\w+ ли",
        r"по (?:его |е[её] |их )?словам|согласно|по (?:данным|сообщени\w+|мнению)|как сообщ\w+|как (?:заявил|пишет)\w*",
        r"заяв(?:ил\w*|ляет|ляют)|сказал\w*|сообщ(?:ил\w*|ает|ают)|утвержда\w+|считает|считают|отметил\w*|подчеркнул\w*"
        r"|объявил\w*|предупредил\w*"
        r"|рассказал\w*",
        r"опроверг\w*|отриц\w+",
        r"но|однако|а|хотя|и (?=(?:\w+ )?не\b)",
    ),
}
_EAST = {
    "zh": (
        "没有|没|不|未|并非|从未|无|放弃|拒绝|否决|取消",
        "不仅|不但|不只|不过|不断|不久|不少|不得不|毫无疑问|无疑|无论|未来|不同|是否|不满|不禁|不料|不明|不清楚|未知|未婚|未成年|无线|无人机|不动产|不锈钢|无锡",
        "可能|也许|或许|大概|据称|据传|疑似|涉嫌|将|计划|打算|拟|准备|有望|预计|应该|应当|必须|呼吁|要求|敦促|希望|想要|主张",
        "如果|假如|假若|若|倘若|除非|只要|要是|一旦",
        "是否|能否|会否|吗|会不会",
        "据[^，。；]{1,20}(?:报道|称|说|消息|透露)|根据[^，。；]{1,20}(?:说法|报道)",
        "表示|说(?!法)|声称|宣称|称(?!为|号)|指出|认为|宣布|警告|透露|强调|指控",
        "否认|驳斥",
        "[，；：。]|但是?|然而",
    ),
    "ja": (
        "ない|なかった|ません|なく|せず|ずに|無罪|断念|拒否|中止|撤回",
        "だけでなく|のみならず|間違いない|に違いない|違いない|もしれない|なければならない|ではないか|少なくない|不明|他ならない|だろうか|しかない",
        "かもしれ|可能性|おそらく|恐らく|たぶん|とされる|とみられ|らしい|ようだ|だろう|予定|計画|見込み|見通し|べき|求め(?:た|る|て|られ)|意向|つもり|促した|要請",
        "もし|場合|れば、|たら、|ならば|限り",
        "かどうか|のか|か。|か？|だろうか|ますか|ですか",
        "によると|によれば|いわく",
        "と(?:述べ|語っ|主張|発表|言っ|言う|説明|報じ|明らかに|強調|話し|指摘|警告)",
        "(?:を|は|と)(?:否定|否認)",
        "[、；：。]|一方",
    ),
    "ko": (
        "않|못하|못했|못한|없(?=[다었는이])|아니(?=[다었며])|거부|포기|취소|무산",
        "뿐만 아니라|뿐 아니라|만이 아니라|틀림없|의심할 여지",
        "수(?:도)? 있|것으로 보|것으로 예상|예정|계획|가능성|아마|것이다|듯하|촉구|요구|해야|할 것",
        "만약|경우|다면|(?<=[가-힣])(?<!르)(?<!하)면(?= )|하면 ",
        "까[?？.]|는지|여부|나요",
        "에 따르면|에 의하면",
        "(?:다|라)고 (?:말|밝|주장|전|설명|발표|보도|강조|경고|했)",
        "(?:을|를|고|은|는) (?:부인|부정)",
        "[,;。]|지만|으나|는데",
    ),
}


@cache
def cues_of(language: str) -> Cues | None:
    """The cues of a language; None of English, which has its own, and of one that is not known."""
    if language in _SPACED:
        *words, border = _SPACED[language]
        compiled = [re.compile(rf"(?<!\w)(?:{each})(?!\w)", re.IGNORECASE) for each in words]
        compiled.append(re.compile(rf",\s|[;:—]|\s-\s|(?<!\w)(?:{border})(?!\w)", re.IGNORECASE))
    elif language in _EAST:
        compiled = list(map(re.compile, _EAST[language]))
    else:
        return None
    negation, others, hedge, condition, asking, according, saying, denial, ends = compiled
    backward = language in ("ja", "ko")
    return Cues(negation, others, hedge, condition, asking, according, saying, denial, ends, backward)
