"""The cues by which other languages than English take back, hedge, report, ask or condition what they say.

In: the code of a language. Out: its cues as expressions. Promised: a cue is whole words, or signs of Chinese, Japanese and Korean; what
only looks like one (`nicht nur`, `sans doute`, `不仅`) is among the others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from factbase.cite.falsehoods import FALSEHOODS, RUMOURS

__all__ = ["Cues", "cues_of"]


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of a language. `backward`: what is said or denied stands before the verb that says so."""

    negation: re.Pattern[str]
    without: re.Pattern[str]  # which takes back what follows it
    refusal: re.Pattern[str]  # verbs by which something is not done
    others: re.Pattern[str]  # in which no cue is one
    hedge: re.Pattern[str]
    condition: re.Pattern[str]
    asking: re.Pattern[str]
    according: re.Pattern[str]
    saying: re.Pattern[str]
    denial: re.Pattern[str]
    doubled: re.Pattern[str]  # a denial that is denied
    border: re.Pattern[str]
    backward: bool


_START = r"(?:\A|(?<=[.!?]\s))[\"'«(¿¡]*"  # of a sentence

_SPACED = {
    "de": (
        rf"{_START}(?:beinahe|fast)(?= (?-i:[a-zäöüß]{{3,}}ten?) )"
        r"|nicht|kein\w*|nie(?:mals)?|nirgends|niemand\w*|nichts|weder|keineswegs|keinesfalls|mitnichten|kaum",
        r"ohne|(?:an)?statt",
        r"(?:kam|kamen|kommt|kommen) (?:\w+ ){1,8}herum|entg(?:ing|ingen|eht)|entk(?:am|amen|ommt)|verschon\w*|gescheitert"
        r"|scheiter\w+|freigesprochen|verzicht\w+|abgelehnt|ablehn\w+|lehn(?:e|en|t|te|ten) (?:[^,.;]{1,60} )?ab|weiger\w+"
        r"|abgesagt|s(?:ah|ahen|ieht|ehen) (?:\w+ ){0,3}davon ab|davon (?:abge|abzu)\w+|unterl(?:ieß|ießen|ässt|assen)|versäum\w+"
        r"|verhinder\w+|hinder(?:t|te|ten)|vermied(?:en)?|vermeide\w*|versagt\w*|blockier\w+"
        r"|stopp(?:t|te|ten)|versch(?:ob|oben|iebt)|vertagt\w*|vereitel\w+|aufgegeben|eingestellt|ausgesetzt|veto"
        r"|(?:sträub\w+|wehr(?:t|te|ten)|widersetz\w+) sich(?: \w+)?|zöger\w+|zurückgeschreckt"
        r"|schreck\w+ (?:\w+ ){0,3}davor zurück|lass?en? davon ab"
        r"|ließ(?:en)? davon ab|vermisst\w*|misslang\w*|gelang (?:es )?nicht"
        r"|n(?:ahm|ahmen|immt|ehmen) (?:\w+ ){0,4}abstand|hüte\w* sich|lässt es bleiben|blieb(?:en)? aus"
        r"|ausgeblieben|entf(?:iel|ällt)|platzt\w*|geplatzt",
        r"nicht (?:nur|zuletzt|allein|umhin|weniger|mehr als)|(?:ohne|kein\w*)(?: jeden| jeglichen)? zweifel|zweifellos"
        r"|kein\w* \w+ außer"
        r"|ohne weiteres|(?:egal|gleichgültig|gleich|unabhängig davon|ungeachtet dessen),? ob|(?:auch|selbst|sogar|als"
        r"|wie) (?:wenn|falls)|wenn auch",
        r"könnten?|womöglich|wohl|eventuell|denkbar|unter umständen|schein(?:t|en)|möglich, dass|dürften?"
        r"|soll(?:en|te|ten)?(?=[^,.;]{0,200}\b\w{1,30}en\b)"
        r"|würden?|möglicherweise|vielleicht|vermutlich"
        r"|wahrscheinlich|angeblich"
        r"|mutmaßlich\w*|offenbar|anscheinend|plan(?:t|en|te|ten)|will|woll(?:en|te|ten)|beabsichtig\w+|(?:wird"
        r"|werden)(?=[^,.;]{0,200} (?!ge)\w{1,30}en\b\W{0,3}\Z)"
        r"|forder\w+|appellier\w+|drängt\w*|muss|müss\w+|verlang\w+|empf\w+hl\w+"
        r"|könnte|schätzungsweise|aller voraussicht nach|höchstwahrscheinlich",
        r"wenn|falls|sofern|es sei denn|vorausgesetzt"
        rf"|{_START}(?:sollte|hätte|wäre|würde)n?(?!\w)(?=[^,.;]{{1,200}},)"
        r"|solange|unter der bedingung|im falle?"
        rf"|{_START}\w+t(?= [^,?]{{3,100}}, (?:so|dann)(?!\w))"
        rf"|{_START}(?-i:(?!Laut|Statt|Selbst|Fast|Erst|Nicht|Jetzt|Mit|Seit|Dort|Oft|Acht)[A-ZÄÖÜ]\w+t)"
        r"(?= (?:d(?:er|ie|as)|eine?|(?-i:[A-ZÄÖÜ]\w+)) [^,?!]{3,80}, (?-i:[a-zäöüß]+(?:t|en))\s)"
        r"|gesetzt den fall|nur wenn",
        r"ob",
        r"(?<=, )so(?= (?:d(?:er|ie|as)|eine?|(?-i:[A-ZÄÖÜ]\w+))(?: [\w.-]+){0,5}[.,!?])|in den augen|laut|zufolge|nach (?:eigenen "
        r"|den )?(?:angaben|aussagen?|darstellung|ansicht|meinung|auffassung|worten)|gemäß",
        r"sagten?|sagt|erklärt(?:e|en)?|behaupt\w+|bericht(?:et|ete|eten)|melde(?:t|te|ten)|teilten? mit|beton(?:t|te|ten)"
        r"|warn(?:t|te|ten)"
        r"|mein(?:t|te|ten)|schrieb(?:en)?|äußert\w*|vermutet\w*|glaubt\w*"
        r"|versicher(?:t|te|ten)|argumentier\w+|g(?:ab|aben|ibt) an|verlaut\w+|räum\w+ ein|h(?:ieß|eißt) es|beteuer\w+"
        r"|führ\w+ aus"
        r"|(?:behauptung|vorwurf|gerücht|meldung|aussage)\w*(?=,? dass)"
        r"|klag(?:t|te|ten|en)(?= |,|\W*\Z)|w(?:irft|erfen|arf|arfen) (?:[^,;.]{1,40} )?vor|beklag\w+"
        r"|kritisier\w+|rügt\w*|mutmaß(?:t|te|ten)|prahl\w+|argwöhn\w+|erzähl(?:t|te|ten)"
        r"|schilder(?:t|te|ten)|bekräftig\w+|unterstr(?:ich|eicht)\w*|beschuldig\w+|sagen|behaupten|erklären|melden|berichten"
        r"|meinen|schreiben|glauben|vermuten|zitier\w+|schätz(?:t|te|ten)",
        r"bestritt(?:en)?|bestreite\w*|dementier\w+|leugne\w+|verneint\w*|widersprach\w*|bezweifel\w+|zweifel(?:t|te|ten) daran"
        r"|stell\w+ in (?:abrede|frage)",
        r"(?<!nicht )(?<!\wte )(?<!\wten )(?<!\wt )(?:aber|jedoch|hingegen)|sondern|während|obwohl|und(?= (?:\w+ ){0,2}(?:nicht|kein"
        r"|nie))",
    ),
    "nl": (
        r"niet|geen|nooit|niemand|niets|noch|evenmin|nauwelijks|geenszins",
        r"zonder|in plaats van",
        r"ontk(?:wam|wamen|omt|omen)|ontspr(?:ong|ingt)|ontsnap\w+|gespaard|spaar\w+|vrijgesproken|weiger\w+|mislukt\w*|afgewezen"
        r"|w(?:ees|ezen|ijst) (?:[^,.;]{1,60} )?af"
        r"|z(?:ag|agen|iet|ien) (?:\w+ ){0,3}er ?van af"
        r"|er ?van afge\w+|afgezien|nagelaten|naliet\w*|verzuim\w+|verhinder\w+|vermeed|vermeden|faal(?:t|de|den)|blokke\w+"
        r"|st(?:elt|elde|elden) (?:[^,.;]{1,60} )?uit|uitgesteld|schor(?:t|tte|tten) (?:[^,.;]{1,60} )?op|opgeschort|veto|gestaakt"
        r"|verz(?:et|ette|etten) zich(?: \w+)? ertegen|verz(?:et|ette|etten) zich|aarzel\w+"
        r"|schrikt?\w* (?:\w+ ){0,3}terug|laat het na|schuw\w+"
        r"|l(?:iet|ieten|aat) (?:\w+ ){0,2}na|bedank\w+ ervoor|ging(?:en)? niet door|bleef (?:\w+ )?uit"
        r"|afgelast\w*|afgeblazen|ketste? (?:\w+ )?af|hoedt? zich",
        r"niet (?:alleen|slechts|enkel|minder)|(?:zonder|geen)(?: enige)? twijfel|ongetwijfeld|nog niet zo lang"
        r"|(?:ongeacht|onafhankelijk van|los van)(?: de vraag)? of|(?:zelfs|ook|behalve) als|ook al|alsof",
        r"zou(?:den)?|lijk(?:t|en)|kan|kunnen?|misschien|mogelijk|waarschijnlijk|vermoedelijk|wellicht|naar verluidt"
        r"|zal|zullen|wil|willen"
        r"|wilden?|van plan"
        r"|moet(?:en)?|roept op|eist\w*"
        r"|lijk(?:t|en|te)|schijn(?:t|en)|zou|allicht|vast wel|naar het schijnt|moet(?:en)? haast|hoogstwaarschijnlijk|eventueel",
        rf"{_START}als|(?<=, )als|indien|tenzij|mits|zolang|{_START}mocht(?:en)?|op voorwaarde dat|in het geval dat|wanneer"
        rf"|{_START}\w+t(?= [^,?]{{3,100}}, dan(?!\w))"
        r"|stel dat|gesteld dat|alleen als|enkel als",
        r"(?:onduidelijk|onbekend|onzeker|vra(?:ag|gen)|vroeg(?:en)?|weet|weten|onderzo\w+|bezien|betwijfel\w*)(?: is)?,? of|(?<=, )of"
        rf"|{_START}of",
        r"volgens|aldus|naar (?:eigen )?(?:zeggen|verluidt)|in de ogen van",
        r"zei(?:den)?|zegt|zeggen|verklaar\w+|meld(?:de|den|t)|stel(?:de|den|t)|beweer\w+|waarschuw\w+"
        r"|schre(?:ef|ven)|schrijft|schrijven|l(?:iet|aat|ieten|aten) weten|benadruk\w+|betoog\w+|betogen|vindt|denkt"
        r"|vertel(?:t|de|den)|bericht(?:te|ten)"
        r"|h(?:oudt|ield) vol|verzeker\w+|(?:bewering|gerucht)\w*(?= dat)"
        r"|klaag\w+|klagen|jamm?er\w+|pocht\w*|vermoed(?:t|de|den|en)|gelo(?:oft|ofde|ven)|mee?nt|menen"
        r"|schat(?:te|ten)?|verwijt\w*|verwe(?:et|ten)|vreest|vrezen|suggere\w+|zeggen|noemde"
        r"|oordeel\w+|hekel\w+|houden vol|beschuldig\w+",
        r"ontken\w+|weersprak\w*|weerspreek\w*|bestri(?:jdt|jden)|bestreed\w*|betwist\w*|betwijfel\w*",
        r"maar|terwijl|hoewel|omdat|doordat|zodat|aangezien|nadat|voordat|want|en(?= (?:\w+ ){0,2}(?:niet|geen|nooit))",
    ),
    "fr": (
        r"pas|n(?:e\s|')(?:\w+\s){1,3}(?:plus|guère|personne|point)|jamais|aucune?|nul(?:le)?|rien|ni|non",
        r"sans|au lieu|plutôt que|faute",
        r"(?:s'est |se )reten\w+ de|priv(?:é|ée|a|er|e|ent)(?!\w)|échapp\w+ (?:à|au)|épargn\w+|acquitt\w+|renonc\w+|refus\w+"
        r"|échou\w+|rejet\w+|abst(?:enu\w*|en\w+|ien\w+)|évit(?:é|er|a|e"
        r"|ent|èrent)|omis|omet\w*"
        r"|empêch\w+|écart(?:é|er|a)|manqué de|déclin\w+"
        r"|bloqu\w+|suspend\w*|report(?:é|er|a|ent)|oppos\w+ à|veto|annul\w+|abandonn\w+"
        r"|s'(?:est |était )?oppos\w+|rechign\w+|hésit\w+|répugn\w+|se gard\w+ de|résist\w+|ajourn\w+|gel(?:é|er|a)"
        r"|se gard\w+ (?:bien )?d[e\']|s\'est gardé\w* (?:bien )?d[e\']|omi(?:s|t|rent)|faill\w+ à|rat(?:é|er|a)|s\'interdi\w+",
        r"(?:non|pas) seulement|sans(?: aucun| nul)? doute|nul doute|à n'en pas douter|sans précédent|pas moins|n'a (?:pas )?cessé"
        r""
        r""
        r""
        r""
        r""
        r"|(?:même|comme) s(?:i|')",
        r"pourrai\w*|(?:possible|probable|vraisemblable|plausible) que|sembl(?:e|ent)|paraî(?:t|ssent)|il se peut que"
        r"|peut-être|probablement|vraisemblablement|apparemment"
        r"|aurai(?:t|ent)|serai(?:t|ent)|\w{2,}[ei]rai(?:t"
        r"|ent)|prétendu\w*"
        r"|présumé\w*|(?-i:[a-zéèê]{3,}(?:era|eront|ira|iront|dra|dront))|sera|seront|aura|auront|veut|veulent|voulai\w+"
        r"|envisag\w+|prévoi\w+"
        r"|appel(?:le|lent|é|a) (?:\w+ ){0,3}à|exhort\w+|(?<!se )demand\w+|devrai\w*|doit|doivent|projett\w+|peu(?:t|vent)"
        r"|éventuellement|semblai\w*|supposé\w*|censé\w*",
        r"si(?! \w+ que\b)|s(?='ils?\b)|à condition (?:que|de)|à moins que|pourvu que|au cas où|sauf si|dans l'hypothèse où"
        r"|à supposer que|tant que|sous réserve|en cas d\w+"
        r"|pour peu que|dès lors que|en supposant que|moyennant",
        r"(?:ignor\w+|sa(?:voir|it|chant)|sait pas|demand\w+|vérifi\w+|détermin\w+|examin\w+|doute|incertain|question de savoir|clair"
        r"|voir|étudi\w+|cherch\w+ à savoir|débat\w*)(?: pas)? (?:si|s(?='ils?\b))",
        r"selon(?! que)|(?<=, )à ce qu(?:e |')|d'après|aux dires|à en croire|aux yeux d\w+|de l'avis d\w+",
        r"(?:a|ont|avait|avaient) (?:déclaré|affirmé|dit|assuré|expliqué|ajouté|indiqué|estimé|soutenu|averti"
        r"|rapporté|prétendu)"
        r"|(?:déclar|affirm|assur|estim|expliqu|indiqu|soulign|rapport)\w+ que"
        r"|(?:a|ont|avait) (?:fait savoir|précisé|écrit|confirmé|argué|plaidé|juré)"
        r"|(?<=, )(?:affirm|assur|déclar|expliqu|estim|indiqu|précis|rapport)e(?:nt)?|écri(?:t|vent)|dit(?: que)?"
        r"|disent|soutien\w+ que|prétend\w* que"
        r""
        r""
        r"|(?<=, )(?:accus|déplor|regrett|dénonc|critiqu|insist|plaid|jur|racont|confi|martel|ajout|pens|jug|soupçonn"
        r"|répèt)e(?:nt)?|(?<=, )(?:croi|soutien)(?:t|ent|nent)|(?:déplor|dénonc|jur|racont|suppos|soupçonn|répèt|pens|croi"
        r"|juge|craign)\w* qu[e\']|se plaign\w+|s\'est plaint\w*|reproch\w+",
        r"(?:a|ont|avait) (?:nié|démenti|contesté|réfuté)|nie|nient|dément\w*|nia|(?:contest|dout)\w+ que|me(?:t|ttent) en doute",
        r"sans que|mais|tandis que|alors que|bien que|quoiqu(?:e|(?='))|car|parce que|puisque|après que|lorsque|quand"
        r"|et(?= (?:\w+ )?(?:ne |n'|non |pas |probablement))",
    ),
    "es": (
        r"no|nunca|jamás|ning[uú]n\w*|nadie|nada|tampoco|ni|en (?:modo|manera|absoluto)(?: alguno| alguna)?",
        r"sin|en (?:lugar|vez) de",
        r"absuelt\w+|desist\w+|renunci\w+ a|rechaz\w+|se (?:ha |había )?neg\w+ a|fracas\w+|se (?:ha )?abst\w+|evit(?:ó|ar|a|aron|ado)"
        r"|omiti\w+|dej(?:ó|aron|ado) de|declin\w+|impid\w+|impedi\w+|descart\w+"
        r"|bloque\w+|suspend\w+|aplaz\w+|vet(?:ó|aron|ado)|anul\w+|abandon\w+|cancel\w+"
        r"|se (?:ha )?resist\w+|se (?:ha )?opus\w+|se opon\w+|vacil\w+|eludi\w+|postergó|posterg\w+|se guard\w+ de"
        r"|se cuid\w+ de|incumpl\w+|se qued\w+ sin|fall(?:ó|aron) en|se contuv\w+ de|retir(?:ó|a"
        r"|aron) (?:a (?:\w+ ){1,3})?su (?:respaldo|apoyo)|se libr(?:ó|a|aron) d\w+|escap(?:ó|a|aron) (?:a|de)|perdon(?:ó"
        r"|a|aron)|se neg\w+|rehus\w+|rehúsa\w*|no lleg\w+ a",
        r"no (?:solo|sólo|solamente|obstante|menos|más que)|sin(?: ninguna)? duda|no cabe duda|sin (?:embargo|precedentes)"
        r"|(?:incluso|aun|como|ni) si|no (?:\w+ ){1,3}más que",
        r"podr[íi]\w*|(?:posible|probable|verosímil|previsible) que|a lo mejor|acaso|parece\w*|pued\w+|quizás?|tal vez"
        r"|probablemente|posiblemente|supuestamente|presunt\w+|aparentemente"
        r"|(?-i:[a-zñáéíóú]{3,}(?:ará|erá|irá|arán|erán|irán))|(?:hab|se|tend|ha|debe|i)rían?|será|serán|quier\w+|planea\w*"
        r"|pretend\w+|espera\w*"
        r"|deb(?:e|en)|pidi\w+|pid(?:e|en)|inst(?:ó|a|an)|exig\w+|llam(?:ó|a|an) a"
        r"|habr(?:á|án) \w+[dt]o|seguramente|a buen seguro|al parecer|por lo visto",
        r"si(?! bien\b)|siempre (?:y cuando|que)|a menos que|salvo que|en (?:el )?caso de|con tal de que|a condición de que"
        rf"|{_START}de (?!l )\w+[aei]r(?= [^,.;]{{1,200}},)|mientras no"
        r"|como (?:no )?\w+ra|a no ser que|supuesto que|con que|de no ser por|de ser así",
        r"(?:sab\w*|pregunt\w*|ignor\w*|desconoc\w*|clar[oa]|dud\w*|averigu\w*|determin\w*|discut\w*|debat\w*|decid\w*|ver|examin\w*"
        r"|analiz\w*|estudi\w*|investig\w*|incierto)(?: aún| todavía)? si",
        r"(?<=, )por lo que(?= \w+(?:an|en)(?!\w))|según|de acuerdo con|a(?:l)? (?:juicio|decir|entender|parecer) de|en (?:opinión"
        r"|palabras) de|a (?:los )?ojos de"
        r"|para los ojos de",
        r"dijo|dijeron|dice|dicen|declaró|declararon|afirm(?:ó|a|aron)|asegur(?:ó|a)|explic(?:ó|a)|añadió|señaló|sostuvo"
        r"|sostiene|indicó"
        r"|inform(?:ó|aron)|advirtió|manifestó"
        r"|asegur(?:aron|an)|sost(?:en|ien)\w+|aleg(?:ó|a|an|aron)|denunci(?:ó|a|an|aron)|escrib(?:ió|e|ieron)|reveló"
        r"|consider(?:a|an|ó)|cree[n]?"
        r"|se quej\w+|quej(?:a|an|ó|aron)se|lament(?:a|an|ó|aron)|acus(?:a|an|ó|aron)"
        r"|critic(?:a|an|ó|aron)|insist(?:e|en|ió|ieron)|jur(?:a|an|ó|aron) que|cuent(?:a|an)|contó"
        r"|contaron|sospech\w+|opin(?:a|an|ó)|estim(?:a|an|ó)|supon\w+|recuerda\w*|reproch\w+|tem(?:e|en|ía) que|relat(?:a|ó|an"
        r"|aron)|piens(?:a|an)|admit(?:e|ió)|coment(?:a|ó|aron)|afirman|explican|indican|señala[n]?|inform(?:a|an)|adviert\w+",
        r"negó(?! a\b)|niega|niegan|negaron(?! a\b)|desmi(?:ntió|ente)\w*|(?:discut|cuestion|disput)\w+ que|dud\w+ (?:de )?que",
        r"sin que|pero|sino|mientras|aunque|porque|ya que|puesto que|cuando|tras|y(?= (?:\w+ )?(?:no|nunca|probablemente)\b)",
    ),
    "pt": (
        r"não|nunca|jamais|nenhum\w*|ninguém|nada|nem|tampouco|de (?:modo|forma|maneira) algum\w*",
        r"sem|em vez de|ao invés de",
        r"livr(?:ou|aram|a)-se d\w+|se livr(?:ou|aram) d\w+|escap(?:ou|aram|a) (?:à|ao|d\w)|poup(?:ou|aram|a)|absolvid\w+|desist\w+"
        r"|recus\w+|fracass\w+|rejeit\w+|renunci\w+ a|absteve\w*|abst(?:er|ive)\w*|evit(?:ou|ar|a|aram)"
        r"|deix(?:ou|aram) de|declin\w+|impedi\w+|descart\w+|omiti\w+"
        r"|bloque\w+|suspend\w+|adi(?:ou|aram|ado|ada)|vet(?:ou|aram|ado|ada)|anul\w+|abandon\w+|cancel\w+"
        r"|resist\w+ a|op(?:õe|ôs|useram)-se|se op(?:õe|ôs|useram)|hesit\w+|esquiv\w+|furt\w+-se|negou-se a|nega-se a"
        r"|falh(?:ou|aram) em|absteve-se|guardou-se de|ficou por|incumpri\w+|escus\w+-se",
        r"não (?:só|somente|apenas|obstante|menos)|sem(?: nenhuma| qualquer)? dúvida|sem precedentes"
        r"|(?:mesmo|como) se|mesmo que|ainda que",
        r"(?:possível|provável|plausível) que|porventura|parece\w*|pod(?:e|em|eria\w*|erá|erão)|talvez|provavelmente"
        r"|possivelmente|supostamente|alegadamente"
        r"|aparentemente|(?:te|se"
        r"|have|deve|fa|i)riam?"
        r"|(?-i:[a-zãõçáéíóúâêô]{3,}(?:ará|erá|irá|arão|erão|irão))|será|serão|quer|querem|pretend\w+|planej\w+|pedi(?:u|ram)"
        r"|ped(?:e|em)"
        r"|exort\w+|apel(?:ou|a|am)|dev(?:e|em)"
        r"|ter(?:á|ão) \w+[dt]o|ao que parece|pelos vistos|quiçá",
        rf"{_START}se|(?<=, )se(?= \w+ \w+)|caso|no caso de|a menos que|desde que|contanto que|a não ser que"
        rf"|sob a condição de|enquanto não"
        r"|(?<!-)se(?= (?:o|a|os|as|um|uma)\b)"
        r"|supondo que|na condição de|a menos de|salvo se|exceto se",
        r"(?:sab\w*|pergunt\w*|ignor\w*(?:-se)?|desconhec\w*|clar[oa]|duvid\w*|averigu\w*|determin\w*|discut\w*|debat\w*"
        r"|decid\w*|ver|examin\w*"
        r"|analis\w*|estud\w*|investig\w*|incerto)(?: ainda)? se",
        rf"{_START}segundo(?! (?:lugar|turno|semestre|trimestre|mandato|tempo|grau|caso|dia|ano|filho)\b)"
        r"|segundo(?= (?:o|a|os|as|um|uma)\b)|de acordo com|conforme|aos olhos d\w+|n[oa] (?:dizer|entender|ver) d\w+"
        r"|na opinião d\w+|nas palavras d\w+",
        r"disse(?:ram)?|diz|dizem|declar(?:ou|a|aram)|afirm(?:ou|a|aram)|explic(?:ou|a)|acrescentou|alegou|inform(?:ou|aram)"
        r"|assegur\w+|garant(?:iu|e|em)"
        r"|advertiu|sustent\w+|escrev(?:eu|e)|consider(?:a|am|ou)|aleg(?:a|am|aram)|relat(?:ou|a|am|aram)|explicam|acredit\w+"
        r"|denunci\w+"
        r"|queix(?:a|am|ou|aram)-se|se queix\w+|lament(?:a|am|ou|aram)|acus(?:a|am|ou|aram)"
        r"|critic(?:a|am|ou|aram)|insist(?:e|em|iu|iram)|jur(?:a|am|ou) que|cont(?:a|am|ou|aram) que"
        r"|suspeit\w+|opin(?:a|am|ou)|supõe\w*|ach(?:a|am|ou|aram) que|reclam\w+|tem(?:e|em|ia) que|pens(?:a|am) que|revel(?:a"
        r"|ou)|informam?|reiter\w+|coment(?:a|ou)|diss(?:e|era)",
        r"neg(?:ou|a|am|aram)|desment\w+|refut(?:ou|a)|contest\w+ que|duvid\w+ (?:de )?que",
        r"sem que|mas|enquanto|embora|porque|pois|já que|quando|e(?= (?:\w+ )?(?:não|nunca|provavelmente)\b)",
    ),
    "it": (
        r"non|mai|nessun\w*|niente|nulla|né|neppure|neanche",
        r"senza|invece di|anziché",
        r"scongiur\w+|scamp\w+|sfugg\w+ a\w*|risparmi(?:ò|a|ano|at\w)|assolt\w+|rinunc\w+|rifiut\w+|resp(?:int|ing)\w+|fallit\w+"
        r"|asten(?:ut\w+|ersi)|evit(?:ato|ò|are|a)|omess\w+|imped\w+"
        r"|declin\w+|scartat\w+|mancato di"
        r"|blocc\w+|sospes\w+|sospend\w+|rinvi\w+|veto|annull\w+|abbandon\w+"
        r"|si (?:è )?oppo\w+|si oppon\w+|esit\w+|resist\w+|si guard\w+ da\w*|contrari\w+ a"
        r"|(?:ben )?guardat\w+ da\w*|manc(?:ò|ato) di|trascur\w+ di|si è negat\w+|salt(?:ato|ata)|sfum(?:ato|ata)",
        r"non (?:solo|soltanto|meno|a caso)|senza(?: alcun)? dubbio|senz'altro|non c'è dubbio"
        r"|(?:anche|come|neanche|nemmeno) se",
        r"(?:possibile|probabile|verosimile|plausibile) che|magari|sembra\w*|potre\w+|può|possono|forse|probabilmente"
        r"|presumibilmente|apparentemente|presunt\w+"
        r"|(?-i:\w{2,}rebbe(?:ro)?)"
        r"|(?-i:[a-zàèìòù]{3,}(?:erà|irà|arà|eranno|iranno|tterà))|sarà|saranno|vuole|vogliono|intend\w+|prevede\w*|deve"
        r"|devono|esort\w+"
        r"|chie(?:de|sto|sero|se) (?:\w+ ){0,2}di|invit(?:a|ato)"
        r"|avr(?:à|anno) \w+[dt]o|dovre\w+|a quanto pare|pare(?= che)|verosimilmente|eventualmente",
        r"se(?! ne\b)|a meno che|purché|qualora|a condizione che|nel caso (?:in cui|che)|a patto che|finché non"
        r"|ove|laddove|sempre che|ammesso che|posto che",
        r"(?:sa|sapere|sappia|chie\w+|ignor\w+|chiaro|dubb\w+|domand\w+|stabil\w+|verific\w+|discut\w+|incerto|capire"
        r"|vedere|indag\w+|valut\w+"
        r"|esamin\w+)(?: ancora)? se",
        r"secondo|stando a\w*|a (?:sentire|sentir|credere a|dar retta a)(?= )|agli occhi d\w+|a detta d\w+|a dire d\w+|a (?:parere"
        r"|giudizio) d\w+|per bocca d\w+",
        r"(?:ha|hanno|aveva) (?:detto|dichiarato|affermato|spiegato|aggiunto|sostenuto|riferito|avvertito)|disse"
        r"|dichiarò|affermò|sostiene"
        r"|sostengono|dice|dicono|(?:ha|hanno|aveva) (?:scritto|precisato|assicurato|raccontato|confermato|denunciato)"
        r"|(?:afferma|dichiara|assicura|spiega|denuncia)(?:no)?|scriv(?:e|ono)|riten(?:gono|eva)|ritiene"
        r"|lament(?:a|ano|ò)|si lament\w+|accus(?:a|ano|ò)|critic(?:a|ano|ò)|insist(?:e|ono|ette)"
        r"|giur(?:a|ano|ò)|raccont(?:a|ano|ò)|sospett\w+|suppon\w+|cred(?:e|ono) che|pens(?:a|ano) che"
        r"|teme(?:va)? che|rifer(?:isce|iscono|ì)|ribad\w+|comment(?:a|ò|ano)|rivel(?:a|ò|ano)|aggiung(?:e|ono)|sottoline\w+"
        r"|stim(?:a|ano) che",
        r"(?:ha|hanno|aveva) (?:negato|smentito|respinto)|neg(?:ò|a|ano)|smentisc\w+|contest\w+ che|dubit\w+ che|mett\w+ in dubbio",
        r"senza che|ma|mentre|sebbene|benché|perché|poiché|quando|e(?= (?:\w+ )?(?:non|mai|probabilmente)\b)",
    ),
    "ru": (
        r"не|ни|нет|никогда|никто|ничего|никак\w*|едва ли|вряд ли",
        r"без|вместо",
        r"удерж\w+ от|лиши(?:л[аи]?|ть|т)|пощад\w+|избавил\w* от|оправдан\w*|отказ(?:ал|ыва)\w*|отверг\w*|отмен\w+|провал\w+"
        r"|передума\w+|раздума\w+|воздерж\w+"
        r"|уклон\w+|избежа\w+|отклон\w+"
        r"|помеша\w+|воспрепятств\w+"
        r"|заблокир\w+|приостанов\w+|отлож\w+|вето|сорва\w+"
        r"|против(?:ится|ятся|ил\w*)|сопротивля\w+|упира\w+|медл(?:ит|ят|ил\w*)|избега\w+|возража\w+"
        r"|не дош\w+ до|не состоя\w+|сорвал\w*|упуст\w+|пренебрег\w+|отговор\w+",
        r"не только|несомненно|без сомнения|не может не|не раз|не менее|не более"
        r"|(?:независимо от того|вне зависимости от того)[^.;]*|даже если|как если бы",
        r"кажется|похоже|не исключено|может|могут|мог(?:ла|ло|ли)? бы|бы|возможно|вероятно|по-видимому|видимо|якобы"
        r"|предположительно|буд(?:ет|ут)"
        r"|планиру\w+|намерен\w*"
        r"|хо(?:чет|тят|тел\w*)|собира\w+|призва\w+|призыва\w+|потребова\w+|требу\w+|долж(?:ен|н[аоы])|следует|ожида\w+"
        r"|(?:подаст|примет|вступит|подпишет|станет|уйд[её]т|получит|провед[её]т|начн[её]т|сделает|купит|откроет|введ[её]т)"
        r"|(?:подадут|примут|вступят|подпишут|станут|уйдут|получат|проведут|начнут|сделают|купят|откроют|введут)"
        r"|должно быть|наверное|наверняка|пожалуй|скорее всего|по всей видимости|вроде|казалось|предполага\w+",
        rf"{_START}\w+(?:й|и|ь|ись|йся)(?= [^,?]{{3,80}}, [^?]*\bбы\b)|если|при условии|в случае|разве что|(?<=, )пока не"
        r"|если бы|коли|в том случае|при том условии|лишь при",
        r"\w+ ли",
        r"(?<=, )как(?= (?:\w+ ){0,3}\w+(?:ет|ют|ит|ят|ал[аи]?|ил[аи]?)(?!\w))|по (?:его |е[её] |их )?словам|согласно|по (?:данным"
        r"|сообщени\w+|мнению)|как сообщ\w+|как (?:заявил|пишет)\w*",
        r"заяв(?:ил\w*|ляет|ляют)|сказал\w*|сообщ(?:ил\w*|ает|ают)|утвержда\w+|считает|считают|отметил\w*|подчеркнул\w*"
        r"|предупредил\w*"
        r"|рассказал\w*|написал\w*|пишет|пишут|увер(?:яет|яют|ял\w*)|указ(?:ал\w*|ывает)|предположил\w*|полага\w+"
        r"|добавил\w*|говор(?:ит|ят|ил\w*)"
        r"|переда(?:ёт|ет|ют|л\w*)|настаива\w+|призна(?:ёт|ет|л\w*)"
        r"|жалу(?:ется|ются)|пожалова\w+|сету(?:ет|ют)|обвиня(?:ет|ют)|обвинил\w*|критику(?:ет|ют)"
        r"|подозрева\w+|дума(?:ет|ют)|опаса\w+|вер(?:ит|ят)|рассказыва\w+|подч[её]ркива\w+"
        r"|отмеча(?:ет|ют)|заявили|клян(?:ётся|утся|ется)|напомнил\w*|поясн\w+|уточн\w+|прогнозир\w+|намека\w+",
        r"опроверг\w*|отриц\w+|оспарив\w+|оспори\w+|сомнева\w+|усомн\w+",
        r"но|однако|а|хотя|(?<!так )и(?= (?:\w+ )?не\b)",
    ),
}
_EAST = {
    "zh": (
        "没有|没|不|未|并非|从未|无",
        "(?!)",
        "免于|幸免|免遭|免去|放过|逃过|放弃|拒绝|拒不|否决|取消|避免|阻止|搁置|撤销|撤回|打消|阻挠|叫停|推迟|暂停|中止|抵制|抗拒"
        "|反对|回避|打住|不愿|犹豫",
        "不仅|不但|不只|不过|不断|不久|不少|不得不|毫无疑问|无疑|无论|未来|不同|不满|不禁|不料|不明|不清楚|未知|未婚|未成年|无线"
        "|无人机|不动产|不锈钢|无锡|不丹|无国界|不论|不管|不同意见|(?:无论|不管"
        "|不论)[^，。]{0,6}?(?:是否|能否)|毋庸|反对[党派者]"
        "|被[^，。]{1,8}(?:认为|称为|指)[^，。]{1,12}的|表示(?:遗憾|欢迎|支持|不满|感谢|满意|关切|谴责|祝贺|同情|歉意|哀悼)|无可争议"
        "|没有争议|不列颠|(?<!如)不然|不愧",
        "可能|想必|应[该当]?已|或许|未必|据信|也许|或许|或[可将会能]|恐怕|似乎|看来|估计|推测|大概|据称|据传|疑似|涉嫌|将|计划|打算"
        "|拟|准备|有望|预计|应该|应当|必须|呼吁|要求|敦促|希望|想要|主张",
        "如果|假如|假若|若(?!干)|倘若|除非|只要|要是|一旦|的话|前提是",
        "是否|能否|会否|吗|会不会",
        "在[^，。；]{1,12}(?:看来|眼中|眼里)|照[^，。；]{1,12}的(?:说法|看法)|据[^，。；]{1,20}(?:报道|称|说|消息|透露)"
        "|根据[^，。；]{1,20}(?:说法|报道)",
        "表示|说(?!法)|声称|宣称|称(?!为|号)|指出|认为|警告|透露|强调|指控|坚称|写道|告诉|相信|深信|坚信|确信|抱怨|投诉|猜测|推断"
        "|断言|一口咬定|控诉|直言|透露|爆料|担心|怀疑",
        "否认|驳斥|质疑|怀疑",
        "[，；：。]|但是?|然而|并(?![非未没不无])",
    ),
    "ja": (
        "ない|なかった|ません|なく|せず|ずに",
        "(?!)",
        "引っ込め|取り下げ|思い?とどま|免れ|まぬが?れ|逃れ|無罪|断念|拒否|中止|撤回|拒(?=[んむみ])|見送[っらりる]|見合わせ|取りやめ"
        "|諦め|あきらめ|控え[たる]"
        "|避け[たる]|失敗|退け|阻止|延期|凍結|渋[っるり]|反対|ためら|躊躇|抵抗|思いとどま|拒否",
        "だけでなく|のみならず|間違いない|に違いない|違いない|もしれない|なければならない|ではないか|少なくない|不明|他ならない"
        "|だろうか|しかない|(?:異論|異議|疑い|疑問|争い)(?:の余地)?[はもが]?(?:ない|なく"
        "|なかった)|国境なき",
        "かもしれ|考えられ|思われ|推定され|推測され|あり得る|ありうる|みなされ|可能性|おそらく|恐らく|たぶん|とされる|とみられ"
        "|らしい|ようだ|だろう|予定|計画|見込み|見通し|おそれ|恐れ|疑い|はずだ|と(?:伝え"
        "|報じ)られ|との見方|という(?=。|$)|べき|求め(?:た|る|て|られ)|意向|つもり|促した|要請",
        "もし|場合|れば|たら(?![ずし])|なら(?![なずい])|限り",
        "かどうか|か否か|か(?:は|を|が)(?=[^、。]{0,8}(?:不明|調[査べ]|検討|議論|分か|わか|未定|疑問|定か|問))|のか|か。|か？"
        "|だろうか|ますか|ですか",
        "の目に(?:は|も)|から見れば|に言わせれば|によると|によれば|いわく|の話では",
        "と(?:[^、。と]{1,12}[はが]、?)?(?:述べ|語っ|主張|言っ|言う|説明|報じ(?!られ)|明らかに|強調|話し|指摘|警告|非難|批判|嘆い"
        "|こぼし|不満|信じ|確信し|考え(?!られ)|疑っ|推測し|見て|証言"
        "|伝え(?!られ)|書い|断言|言い張|訴え|コメント|表明|明言)",
        "(?:を|は|と)(?:否定|否認)",
        "[、；：。]|一方",
    ),
    "ko": (
        "않|못하|못했|못한|못해|없(?=[다었는이])|아니(?=[다었며])|아닌|(?<![가-힣])(?:안|못) (?=[가-힣])",
        "(?!)",
        "면했|면하|면한|모면|피해 갔|거부|거절|포기|취소|무산|보류|철회|실패|피했|피하|그만두|단념|저지|연기했|중단|막았|반대|꺼리"
        "|꺼렸|주저|망설|저항|미뤘|미루",
        "뿐만 아니라|뿐 아니라|만이 아니라|틀림없|의심할 여지|(?:이견|의심|의문|이의|논란)(?:의 여지)?[이은는도가]? 없|국경없는",
        "수(?:도)? 있|것으로 (?:보|예상|알려|전해|추정|관측|전망)|예정|계획|가능성|아마|것이다|듯하|촉구|요구|해야|할 것",
        "만약|경우|다면|(?<=[가-힣])(?<!르)(?<!하)면(?= )|하면 ",
        "까[?？.]|는지|여부|나요",
        "에 따르면|에 의하면|[이가] 보기에|의 눈에는?|의 눈으로",
        "(?:다|라)고 (?:[가-힣]+[은는이가] )?(?:말|밝|주장|전하|전했|하소연|호소|불평|항의|비난|추정|증언|추측|의심|본다|봤|단언|우려)"
        "|(?:다|라)는 (?:보도|주장|소문|관측|의혹|설|말|소식|증언)"
        "|(?:다|라)고 (?:말|밝|주장|전|설명|보도|강조|경고|지적|덧붙|비판|호소|썼|적었|평가|믿|확신|생각|했)",
        "(?:을|를|고|은|는) (?:부인|부정)",
        "[,;。]|지만|으나|는데|(?:하고|했고|하며|했으며) ",
    ),
}


_DENIED_EAST = {
    "zh": "(?:{negation}|无人)(?:有?人)?(?:能|曾|可)?(?P<denial>{denial})",
    "ja": "(?P<denial>否[定認])(?:し|でき)(?:ない|なかった|ません)",
    "ko": "(?P<denial>부[인정])(?:하지|할 수) (?:않|없|못)",
}


def _with_clauses(language: str, table: tuple[str, ...]) -> tuple[list[str], str]:
    """The cues of a language with those that name a whole clause, and its borders."""
    *words, saying, denial, border = table
    return [*words, f"{RUMOURS[language]}|{saying}", f"{FALSEHOODS[language]}|{denial}"], border


@cache
def cues_of(language: str) -> Cues | None:
    """The cues of a language; None of English, which has its own, and of one that is not known."""
    if language in _SPACED:
        words, border = _with_clauses(language, _SPACED[language])
        doubled = rf"(?:{words[0]})(?:\s[\w'-]+){{0,3}}?\s(?P<denial>{words[-1]})"
        compiled = [re.compile(rf"(?<!\w)(?:{each})(?!\w)", re.IGNORECASE) for each in (*words, doubled)]
        ends = re.compile(rf",\s|[;:—]|\s-\s|(?<!\w)(?:{border})(?!\w)", re.IGNORECASE)
    elif language in _EAST:
        words, border = _with_clauses(language, _EAST[language])
        doubled = _DENIED_EAST[language].format(negation=words[0], denial=words[-1])
        compiled = [re.compile(each) for each in (*words, doubled)]
        ends = re.compile(border)
    else:
        return None
    negation, without, refusal, others, hedge, condition, asking, according, saying, denial, twice = compiled
    backward = language in ("ja", "ko")
    return Cues(
        *(negation, without, refusal, others, hedge, condition),
        *(asking, according, saying, denial, twice, ends),
        backward=backward,
    )
