"""The plain forms of attribution, as patterns over the letters of a `Shape`; the group that matched is the subject.

Those "after" begin right behind the quotation (Q), those "before" begin with its sentence and end with it.
"""

from __future__ import annotations

from cleannews.patterns import Pattern

_OFFICE = r"(?:D[wN]{0,2})?[HX]{1,4}s?[wN]?r{1,2}"  # "a senior US official"
_WHO = r"(?:(?:D[wNrv]{0,3}[rN]|[wN]{0,2}r{1,3})?H{0,3}X{1,4}|D[wNr]{0,3}[wrH])"
_WHO_NEXT = (  # after a verb
    rf"(?:{_OFFICE}(?![HX])|D?[wNrv]{{0,3}}[HX]{{1,5}}(?:oD?X){{0,2}}|D[wNr]{{0,3}}[wrN]|DV|[wN]{{0,2}}r{{1,2}}"
    r"|w{1,2}(?=[.,]|$))"
)
_PERSON = r"(?:(?:[HX]{1,3}s?[wr]{1,2}|D?[wNv]{0,3}[rH][wr]?)?[HX]{1,6}(?:oD?X){0,2}|D?[wNv]{0,3}r)"
_END = r"(?=[.,IKQ(oBRCDTS-]|$)"  # of a subject
# "said [on Tuesday at a rally to AP] the mayor": time, place and audience between a verb and its subject
_BETWEEN = r"(?:I[Dw]?X|I?[DP]?K|B|I?O|I[Dw]{1,3}(?=r{1,2}[wr]?X)){0,3}"

SAID_AFTER = Pattern(
    rf",?-?(?:(?P<first>P|{_WHO}|{_OFFICE}|[HX]{{1,4}}s?[wr]{{1,3}})B?A?V(?!,?Q)"
    rf"|O?[Ab]{{0,2}}B?(?:V[Ab]?{_BETWEEN}(?P<last>P|{_WHO_NEXT}){_END}|v(?P<weak>P|{_WHO_NEXT})(?=[.,]|$))"
    rf"|O?[Ab](?P<between>P)B?V)"
)
"""“…,” the mayor said; “…,” said the mayor; « …, » a-t-il dit."""
CLAUSE_AFTER = Pattern(
    rf",?(?:(?P<subject>P|{_PERSON})B?A?(?P<cue>[wv])(?![wrNvs])"
    rf"|O?[Ab]{{0,2}}B?(?P<cue>[wv])(?P<subject>P|{_PERSON}|D[wN]{{1,3}}){_END})(?![^QV,.;]{{0,12}}V)"
)
"""The same with a verb that no list has: « …, » soupire Anne Duval."""
VERB_AFTER = Pattern(r",O?[Ab]{0,2}[wv](?=[.,]|$)")
"""The same without a subject: «…», rememoró."""
ACCORDING_AFTER = Pattern(rf",?-?Z{{1,3}}(?P<last>P|{_WHO_NEXT})")
SAID_AT_END = Pattern(
    rf"(?:[^QVWGZv.]{{0,40}},(?P<first>P|{_WHO})B?A?V[IDKXwN]{{0,8}}\.?$"
    rf"|[^QVWGZv.]{{0,40}},S(?P<as>P|{_WHO})[IDKXwNBO]{{0,10}}V(?=[.,;]|$)"
    rf"|[^QVWGZv.,X]{{0,40}},S?D?O?[Ab]{{0,2}}V[Ab]?B?(?P<told>P|{_WHO_NEXT}){_END})"
)
"""It was “…” for now, the mayor said; „…“ sei das, wie die Bürgermeisterin am Montag mitteilte."""
SAID_BEFORE = Pattern(
    rf"(?:[CSB],?|I[^QV]{{1,8}},)?(?P<first>P|{_WHO})(?:B?[Ab]?B?|A[IDwrXKNBO]{{0,10}})V(?:T?[,:]?|[^QVWGZSR]{{1,14}}:)Q"
)
SAID_INVERTED = Pattern(
    rf"(?:[IBK][^QVPZ]{{0,14}}|[ID]D?Q[Xwr]?|S[^QZ]{{2,30}},)?"
    rf"(?:V(?P<first>P|{_WHO_NEXT}|[wr]{{1,2}}(?=:))|A(?P<between>P|{_WHO})[^QVWGZ]{{0,10}}V)[^QVWGZP]{{0,14}}:Q"
)
TOLD_OF = Pattern(
    r"[^QVWGZ]{1,20}V(?:[^QVWGZSCR.;:]{0,6}T)?(?P<first>D[wNrv]{0,3}[rw]|H{0,3}X{1,4}|r)(?:,[HX]{1,4},)?"
    r"B?V(?:[^QVWGZSCR.,:;]{0,6}TP?|(?:[Dwr]{0,2}[wr])?[,:]?)Q"
)
"""A report of a report: Police say Wong shouted “…”."""
AS_SAID = Pattern(
    rf"S(?:D?O?[Ab]{{0,2}}VB?(?P<last>P|{_WHO_NEXT})|(?P<first>P|{_WHO})[IDKXwNBO]{{0,8}}V),[^QVWGZ]{{0,24}}Q"
)
"""Wie der Minister sagte, sei die Lage „…“."""
VIEWED = Pattern(rf".(?P<subject>{_PERSON})(?:,[^QVWGZ,.]{{1,6}})?b[DBnPwI]{{0,3}}Q")
"""For the mayor, it was “…”."""
LABEL = Pattern(r"(?:[^QVWGZ:]{0,30}-)?(?P<subject>(?:D?[wN]{0,2}r)?[HX]{1,4}(?:C[HX]{1,4})?):Q")
"""Mayor Ada Byron: “…”."""
CLAUSE_INSIDE = Pattern(
    rf"[,-](?:O?[Ab]{{0,2}}B?V(?P<last>P|{_WHO_NEXT})|O?[Ab](?P<between>P)B?V)[IDKXwrN]{{0,8}}[,.-]"
)
LEFT_OUT_AFTER = Pattern(
    r",?-?O?[AbO]{0,2}B?V(?=[Ab]?(?:[.,IKBQ-]|$))"
    r"(?![AbIKBOwND][^QV.,;:]{0,14}[rHX]X)(?![^QV.,;:]{0,8}[wKB]r(?=[.,]|$))"  # a subject further on
)
LEFT_OUT_BEFORE = Pattern(r"(?:[CSB],?|I[^QV]{1,8},)?O?[AbO]{0,2}V(?:T?[,:]?|[^QVWGZSRPX]{1,10}:)Q")
