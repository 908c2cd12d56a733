"""How signs of addresses are spoken and replaced: words for @, dot, slash and their like in many languages, over folded text."""

from __future__ import annotations

WEAK_AT = "\x01"  # a word that means @ in an address and something else in a sentence

AT_STRONG = (
    r"(?:the )?a (?:with|in) (?:the |a )?circle(?: around it)?|circled a|a rond|et isareti|at isareti|kuyruklu a|a isareti|isareti|a commerciale?|a comercial|simbolo de arroba|signo de arroba|arr?oba|arr?obase?|chiocciol(?:in)?a|malpk?a|"
    r"klammeraffe|affenschwanz|at[ -]?zeichen|собак[аиу]|собакой|собачк[аиу]|равлик|песик|ета?т|at[ -](?:sign|symbol|mark)|艾特|爱特|圈a|小老鼠|apenstaartje|snabel[ -]?a|a cong|a vong|a moc|kukac|zavinac|"
    r"at the r[ae]te?(?: of)?|at d rate|at da rate|at rate|@ ?rate|aet|एट द रेट|ऐट द रेट|अट द रेट|ايٹ (?:دا|دي) ريٹ|এট দ্য রেট|অ্যাট দ্য রেট|علامه ات|اشاره ات"
)
AT_WEAK = r"at|att|et|4t|ат|эт|ет|ات|ايت|ايٹ|एट|ऐट|এট|অ্যাট|where|ett|ad|chez"
# Words for a dot: those of English, which stand in other sentences as well, and those of other languages.
DOT_ENGLISH = r"dot|d0t|doot|dott|dom|full ?stop"
DOT_FOREIGN = r"punto|pto|punkt|pkt|ponto|nokta|titik|tochka|точка|точк[уаои]|тчк|дот|крапк[аоу]|крапочка|kropk[aeio]|kropeczka|tuldok|cham|点|點|دوت|نقطه|ڈاٹ|डॉट|डाट|बिंदु|ডট|दॉट"
# "Point" is an everyday word: it is a dot where an ending or the rest of an address follows.
_POINTED = r"(?:(?:com|fr|net|org|io|eu|be|ch|ca|info|me|co|dev|app|biz|studio|design)\b|[a-z0-9-]{1,30}\s(?:arr?obase?|a rond|at|chez)\b)"
DOT_POINT = rf"point(?=\s{_POINTED})"
# So is "period": the great endings alone follow it.
DOT_PERIOD = r"period(?=[\s)\]}]{1,3}(?:com|org|net(?! of))\b)"
DOT = rf"{DOT_ENGLISH}|{DOT_POINT}|{DOT_PERIOD}|{DOT_FOREIGN}"
SLASH = (
    r"slash|garis miring|barra|barre(?: oblique)?|schragstrich|slesz|ukosnik|слэш|слеш|косая(?: черта)?|скисна ?риска|скісна ?риска|скіснариска|bolu|slas|gach cheo|xuyet|xuoc|sur(?=\s[a-z-]+$)|斜杠|斜线|"
    r"स्लैश|স্ল্যাশ|سلاش|سليش|شرطه مائله"
)
UNDER = (
    r"under ?sc?[oc]ore?|guion bajo|barra baja|underline|sublinhado|нижнее подчеркивание|нижнє підкреслення|подчеркивание|підкреслення|alt ?cizgi|alt tire|下划线|底线|unterstrich|tiret (?:du )?bas|underscor|"
    r"trattino basso|podkreslenie|podkreslnik|podloga|garis bawah|gach duoi|شرطه سفليه|اندر ?سكور|انڈر ?سكور|अंडरस्कोर|আন্ডারস্কোর"
)
DASH = r"dash|hyphen|minus sign|guion(?: medio)?|hifen|traco|tracinho|дефис|дефіс|тире|tire|bindestrich|minuszeichen|tiret|trait d'union|trattino|myslnik|lacznik|kisa cizgi|garis datar|setrip|gach ngang|gach noi|横杠|短横线?|डैश|ড্যাশ|ڈيش"
PLUS = r"plus sign|signo mas"
# "Plus" and "minus" in a name that an at and a domain follow: "petra plus work at gmail dot com".
_NAMED_AT = rf"(?=[a-z0-9.]{{1,20}}(?:\s?@|\s{{1,2}}(?:at|{AT_STRONG}))\s?[a-z0-9-]{{2,30}}(?:\.[a-z]|\s(?:{DOT_ENGLISH})\s[a-z]))"
PLUS_NAMED, MINUS_NAMED = (rf"(?<=[a-z0-9])(?<!\bme)(?<!\bus) {word} {_NAMED_AT}" for word in ("plus", "minus"))

# Providers whose names are cut in two before a dot.
CUT_PROVIDERS = {
    "out look": "outlook",
    "hot mail": "hotmail",
    "ya hoo": "yahoo",
    "proton mail": "protonmail",
    "i cloud": "icloud",
}
CUT = rf"\b(?:{'|'.join(CUT_PROVIDERS)})(?=\s{{0,2}}(?:\.|[(\[]?(?:{DOT_ENGLISH}|punto|ponto|punkt)\b)[\s)\]]{{0,3}}[a-z])"

# What may end an address that is spoken with blanks for its dots.
GREAT_ENDING = r"(?:edu|com|net|org|gov)"
BLANK_DOMAIN = rf"(?:[a-z0-9-]{{2,30}}\s){{1,3}}{GREAT_ENDING}(?:\s(?:uk|br|tr|au|in|cn|mx|ar|ua|pk|ph|vn))?\b"
# Marks that machines pass over between the parts of an address: comments, and "(followed by ...".
_TAKE_OUT = r"(?:remove|delete|drop|ignore|take out|no|without|minus)[ _-]?(?:this|me|that|it|spam|text|part)"
DROPPED = rf"\s{{0,3}}<!--[^>]{{0,60}}-->\s{{0,3}}|\s{{0,2}}\(\s?followed by\s?[\"'“”&]{{0,2}}\s?(?=@)|\s{{0,2}}[(\[{{<]\s?{_TAKE_OUT}\s?[)\]}}>]\s{{0,2}}(?=[@.])"
# Words of which one stands in a text that has such marks.
DROPPED_NEAR = ("<", "followed", "(", "[", "{")
PAIRED = r"\bobfuscate\w{0,12}\(\s?['\"](?P<one>[\w.-]{2,60})['\"]\s?,\s?['\"](?P<other>[\w.-]{2,60})['\"]"

# A picture or sign in place of @ before a provider's domain, and a bullet in place of the dot before an ending.
BULLETS = "[\u2022\u00b7\u22c5\u2027\u2219\u25cf]"
_PICTURES = "#\u2600-\u2bff\uaa5c\U0001f300-\U0001fbff"
_PICTURED = rf"(?:gmail|googlemail|yahoo|hotmail|outlook|icloud|protonmail|proton|yandex|gmx|mail)\s?(?:\.|{BULLETS})\s?[a-z]{{2,3}}\b"
_LETTER = "[\u2709\U0001f4e7-\U0001f4ec]"  # these stand for a letter even with blanks around them
AT_PICTURE = rf"(?<=[a-z0-9])(?:[{_PICTURES}]{{1,2}}|\s{{0,2}}{_LETTER}\s{{0,2}})(?={_PICTURED})"
DOT_BULLET = rf"(?<=[a-z0-9]){BULLETS}(?=(?:com|net|org|me|io)\b)"

# Providers and endings in letters that are no letters to a regular expression, or are glued to their articles.
NATIVE = {
    "जीमेल": "gmail", "जी मेल": "gmail", "याहू": "yahoo", "हॉटमेल": "hotmail", "आउटलुक": "outlook", "कॉम": "com", "जिमेल": "gmail",
    "জিমেইল": "gmail", "জিমেল": "gmail", "ইয়াহু": "yahoo", "হটমেইল": "hotmail", "আউটলুক": "outlook", "কম": "com",
    "جيميل": "gmail", "جي ميل": "gmail", "جيمايل": "gmail", "ياهو": "yahoo", "هوتميل": "hotmail", "اوتلوك": "outlook", "كوم": "com",
    "谷歌邮箱": "gmail", "джимейл": "gmail", "гмейл": "gmail", "гмаил": "gmail", "жмейл": "gmail", "джимэйл": "gmail", "джімейл": "gmail", "жымейл": "gmail",
    "яндексе": "yandex", "джимейле": "gmail", "гмейле": "gmail", "지메일": "gmail",
}  # fmt: skip

# What sends a text to these readings, in the syntax of the gate.
_ASCII = "|".join(
    one
    for one in f"{AT_STRONG}|{DOT_ENGLISH}|{DOT_FOREIGN}|{SLASH}|{UNDER}|{DASH}|{PLUS}".split("|")
    if one.isascii() and "(" not in one and ")" not in one
)
_OTHERS = "|".join(
    one
    for one in f"{AT_STRONG}|{DOT_ENGLISH}|{DOT_FOREIGN}|{SLASH}|{UNDER}|{DASH}".split("|")
    if not one.isascii() and "(" not in one and ")" not in one
)
GATE = (
    rf"\b(?:{_ASCII})\b",
    r"\ba (?:with|in) (?:the |a )?circle|\b(?:kropk[aeio]|arr?oba|arr?obase?|chiocciol(?:in)?a|at the r[ae]te?|at[ -](?:sign|symbol|mark)|under ?sc?[oc]ore?|guion(?: medio)?|barre|alt ?cizgi|tiret|full ?stop|dt)\b",
    rf"(?:{_OTHERS}|косая|скісна|اندر|انڈر|短横|собак|собачк|точк|крапк|ات\s|ايت\s|ايٹ\s|एट|ऐट|এট|অ্যাট|\sет\s)",
    rf"\b(?:at|att|et|where|chez)\s{BLANK_DOMAIN}",
    r"\b(?:at|att|et|where|ad|ett|chez)\s+[a-z0-9-]+(?:;|\sdt\s)[a-z]",
    rf"\bpoint\s{_POINTED}|\bperiod[\s)\]}}]{{1,3}}(?:com|net|org)\b",
    rf"\b(?:{'|'.join(CUT_PROVIDERS)})\b|[a-z0-9] (?:plus|minus) [a-z0-9.]{{1,20}}@",
    "|".join(NATIVE),
    rf"[a-z0-9](?:[{_PICTURES}]{{1,2}}|\s{{0,2}}{_LETTER}\s{{0,2}}){_PICTURED}|[a-z0-9]{BULLETS}(?:com|net|org|me|io)\b",
    rf"<!--|followed by|obfuscate|@\s?rate|[(\[{{<]\s?{_TAKE_OUT}",
)
