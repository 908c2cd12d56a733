"""Cues: words around a phrase, a name or a number that say how it is meant, from the [cues] tables of all languages.

A lexicon fills the cues that its language has words for: `name = ["piece", "piece"]`. A piece is a regular expression
over folded text (small letters, accents off; write it so), mostly a plain word; `\\w*` stands for its endings. Pieces
in ASCII match whole words. Others stand as they are, for not every script parts its words: write `\\b` where wanted.
All languages are searched at once, for people mix them; so a piece should be no everyday word of another one.
"""

from __future__ import annotations

from functools import cache

from auditor.errors import RoomError
from auditor.lexicons.compiling import all_cues
from auditor.patterns import Sifted

# What each cue means; there are no others.
CUES = {
    # How a speaker stands to an ask that a family found.
    "not": "refuses what follows within five words (of other letters: four): don't, never, nicht",
    "not_near": "the same in scripts without blanks or with long words, where it must follow within twelve letters: 不要",
    "loses": "within a phrase about fees, what is not wanted is to lose money: lose, verlieren, perder",
    "why_would": "a question that refuses all that follows it in the sentence: why would you",
    "not_a_no": "holds a no and refuses nothing: don't worry, why not, no fees",
    "plain_no": "a no that stands within a question as well: don't, nicht, kein, nie",
    "why": "asks why; with a no it proposes: why (don't we), warum (nicht)",
    "turned_no": "a no that asks by itself at the beginning of a sentence: can't you, 不如",
    "agreeing_no": "a no that agrees to what follows: I don't mind, no harm in, nichts dagegen",
    "own_no": "a no that refuses even within a question: I can't, no puedo, bitte nicht",
    "asks_rule": "the question is about rules, or asks to stay: do you know, allowed, stay",
    "asks_at_end": "a particle that ends a question which may lack its sign: 吗, mi",
    "declines_next": "right before an ask it refuses it, and means something else further off: let's not, no need to",
    "ruled_out": "follows an ask in its clause and refuses it: is out of the question, gerek yok",
    "outward": "says in a phrase that one goes away from here: outside, leave, directly",
    "stays_on": "follows an ask and keeps it on the platform: here on upwork",
    "answers_no": "begins the sentence after a question and answers it with no: no thanks, we cannot",
    "minds": "a question that a no agrees to: is it a problem, would you mind",
    "asked_about": "retells what the other side asked about: you asked whether, du hast gefragt, ob",
    "you_asked": "retells what the other side wanted: you asked me to, you suggested",
    "disapproves": "calls what was said before it wrong: violates the rules, read the terms",
    "rule_question": "a question about what the rules allow or what is risked: does upwork allow, would i lose",
    "legal_way": "what the rules leave open: the conversion fee, after 24 months",
    "dodges": "says that this is not taken: without, avoid, skip",
    "form": "a part of a page that sends or shows a detail: contact form, footer",
    "delivers": "what such a part does: sends, shows",
    "example_of": "makes an example of a detail: such as, wie, gibi",
    "none_of": "says that there is none of what follows: niente, sin, никаких",
    "pay_noun": "follows that, of which there is none: pagamenti, оплат, contact",
    "gives_not": "a verb behind an ask to leave, to pay or for a contact that refuses it: নেব না, نہیں دے سکتا",
    "forbidden": "follows the ask in its sentence and says that it is forbidden: is against, va contra",
    "quoted": "somebody else is speaking or is spoken of: the rules say, a client once asked",
    "bans": "names what forbids an ask, or that it is forbidden: the rules, upwork, not allowed",
    "in_spite": "follows that and begins what is asked or offered all the same: but, so, still, anyway",
    "shrugs": "sets a ban aside: nobody checks, merkt keiner",
    "warned": "warns of people who ask for what follows: beware of, si alguien te pide",
    "is_fraud": "follows an ask and calls it a fraud: is a scam, c'est une arnaque",
    "of_another": "follows a detail and says that it is somebody else's: belongs to someone else",
    "said_no": "follows an ask and tells that it was turned down: i said no, отказался",
    "honest": "a review asked for is a true one: honest, sincero, ehrlich",
    "reward": "what a review is paid with: discount, bonus, refund",
    "cheap": "the price is to be low: cheap, barato, gunstig",
    "builds": "a way to pay is part of what is built: integrate, sandbox, coupon",
    "objects": "something that is worked on, no way to anybody: table, layer, loop, folder",
    "thing": "a part of a picture, a page or a program that a phrase may name or lie beside: button, box, overlay, class",
    "pictured": "follows a phrase and says that it is seen in a picture: in the photo, im Bild",
    "tools": "something to work with, outside of which one works as well: wordpress, excel",
    "twice": "a fee that is counted wrong: twice, doppelt",
    "drawn": "stars that are drawn, or paid out by a shop: draw the stars, loyalty card",
    "kept_here": "money that lies with the platform: escrow, treuhand, 托管",
    "given": "a review that was left: already left, оставил",
    "bears_text": "something that words stand on, so that those in quotation marks beside it are nobody's: button, headline",
    "replies": "a review is answered, not given: answer, reply",
    "renews": "the contract goes on where it is: extend the contract, mismo contrato",
    "accepts": "begins a sentence that agrees: okay, vale, einverstanden",
    "asks": "makes a question of an offer to pay: can you, puedes, kannst",
    "verb_says_no": "a verb whose ending says no: yapamam",
    "cannot": "not being able or allowed, within a phrase: can't, not allowed to",
    "refusal_tail": "follows a refusal and shows that it is meant: sorry, because, until",
    # What a phrase is about.
    "part_of_work": "a noun that makes the word before it a part of the work: (platform) folder, (email) marketing",
    "part_of_work_lead": "what may stand between the two: (whatsapp) business (api)",
    "fee_agreed": "follows a fee and accepts it: is fine, esta bien, already included",
    "fee_for": "follows a fee and says whose it is, not the platform's: for shipping",
    "work_done_when": "follows a review: when it will be earned: once, after",
    "work_done": "follows that: what is to be done: the job, the contract",
    "bargain": "makes a trade of a review: if, in exchange, discount",
    "customers": "people who are no part of the conversation, such as pay in a shop: customers, kunden",
    "clients": "the same and clients, where they talk and do not pay: clients, kunden, клиенты",
    "runs": "a program or a page that does something once: script, migration, coupon, popup",
    "fails": "follows a way to pay and says that a program offers it, or fails at it: error, 404, as an option",
    "withdraws": "takes one's own earnings out of the platform: withdraw to, saco mis ganancias",
    "in_shop": "a place where those pay, after the phrase: in the checkout, sur le site",
    "at_shop": "the same, before the phrase: 网站上",
    "personal": "a word for the speakers, who are no customers: me, uns, nam",
    # Answers to a question of the message before.
    "reply_opening": "what may be said before a yes or no: thanks, sorry, i'm afraid",
    "reply_but": "a but between that and the answer",
    "says_no": "begins an answer that refuses: no, lo siento, leider nicht",
    "unsays": "takes back what the same side asked just before: just kidding, vergiss es, 算了",
    "insists": "keeps up an ask that was refused, within a clause (^ and $ are its ends): come on, nobody will know",
    "either": "stands between the two of which one is to be picked: or, oder",
    "first_named": "picks the first of two: the first one, ersteres",
    "last_named": "picks the second of two: the latter, letzteres",
    "halts": "begins a message that thinks better of what was said: wait, actually, espera",
    "of_job": "speaks of the job, its parts and its days, and so of another thing than an ask: the draft is due, entrega",
    "yes_opening": "begins an answer that agrees in two steps: ok, sure",
    "yes_after": "is its second step and ends it: let's do it, i'm in",
    "yes_word": "a word of agreement, of which an answer may hold several and nothing else: yes, sure, no problem",
    "says_yes": "agrees by itself, as the whole answer: deal, trato hecho",
    "yes_tail": "may end an answer that agrees: less hassle, why not",
    "pleased": "praises and no more: nice, super",
    "paid_it": "begins an answer that money was sent: sent, paid, transferred",
    "arrived": "begins an answer that it has come, which is money where some was spoken of: landed, geldi",
    "sum_sent": "says right after a sum that it was sent: 4500 done, 75 € partis",
    "reply_word": "a word that is a whole message and nobody's user name: tomorrow, gracias, tamam",
    "name_lead": "stands before a name or number that is given alone: it's, soy, mein",
    "hands_over": "sends or passes on a thing: send, schick mir, wyslij",
    "admires": "stands before a network and looks at what the other side shows there: saw your work on, he visto tu trabajo en",
    "admired": "follows a network and praises what is shown there: looks great, est superbe",
    "self_lead": "stands where somebody names himself, before a name with its sign: I am, soy, jestem",
    "whose": "asks for somebody's own account or number, not whether there is one: your, dame, dein",
    "you": "the other side, in a question for whom to write to: where are you, dich",
    "yours": "asks for what is the other side's own: your, deine, tu",
    "shows": "something of the work that shows or takes a detail: template, mockup, icons, the shop's",
    "which_name": "asks by what name somebody is found, in the last sentence of a message: what's yours, wie heisst du da",
    "spelt_small": "stands after a name that is given alone and says how it is written: all small letters, one word",
    "mail": "what is asked for is an e-mail address: e-mail, correo, gmail",
    "number": "what is asked for is a telephone number: number, celular, text you",
    # Over several messages of a thread.
    "there": "the place that was named before: there, dort, ahi",
    "sent_things": "something other than money that is sent: file, draft, screenshot",
    "usual_place": "a place that both know: the usual one, como siempre",
    "goes_on": "goes on with the talk: continue, weiter, sigamos",
    "not_but": "between what is right and what was wrong: 6 not 5, 6 statt 5",
    "excuse": "says that something was written wrong: sorry, typo, perdon",
    "question_word": "makes a question of a message without its sign: where, donde",
    "begun": "says that a number is not all, so that the other side may go on with it: starts with, the rest is missing",
    "gives": "asks to be given something, in a message that lacks its sign of a question: send me, dame, schick mal",
    "heading": "announces a text that others are to read: script, caption, vorlage",
    "greeting": "begins such a text: hi, hola",
    "one_more": "adds something like the thing before: same, also, auch",
    # The sentence around the name of an app.
    "here": "this place, where something may be impossible that is possible elsewhere: here, aqui",
    "but": "begins what a no before it does not reach: but, because, aber",
    "work": "something that is built, tested or sold: api, button, campaign, tienda",
    "talk": "speaks of talking somewhere: message me, habl\\w+, let's move",
    "talk_strong": "so plainly that no word of work outweighs it: hit me up, schreib mir",
    "pay": "speaks of paying: send, transfer\\w*, zahl\\w*, pag\\w+",
    "pay_strong": "so plainly that no word of work outweighs it: pay me, te pago",
    "ask": "asks for somebody's account: do you have, tienes, your",
    "way": "stands right before an app by which one talks or pays: on, via, my, por, ile",
    "talks_here": "follows an app and asks to talk in this place instead: write here, यहीं",
    "article": "may stand between that and the app: the, el, la",
    "without": "stands right before the app that is done without: sin, ohne, bez, đừng dùng",
    "negated": "says no in the sentence: not, never, nao, instead of",
    "small_talk": "a word (no ending, no blank) that means little beside an app and leaves it an invitation: pls, faster, gracias",
    # Near a number or an address.
    "phone": "calls digits a telephone number: call, numero, sms",
    "mine": "my, before number_noun",
    "number_noun": "number, phone, in the words of `mine`'s language",
    "my_number": "both in one, where they are not two words side by side: numaram",
    "reach_lead": "asks to be reached, right before the number or address: call me, llamame, ruf mich",
    "pay_lead": "asks for money to be sent, right before the account: send the money to, uberweise mir",
    "mail_near": "calls a name an e-mail address: e-mail, correo, write",
}  # fmt: skip
_NOTHING = "(?!)"


@cache
def _pieces() -> dict[str, tuple[str, ...]]:
    """The pieces of each cue, of all languages in the order of file names."""
    found: dict[str, dict[str, None]] = {name: {} for name in CUES}
    for path, cues in all_cues():
        for name, pieces in cues.items():
            if name not in CUES:
                raise RoomError(f"{path}: [cues] has no {name} -> it takes {', '.join(CUES)}")
            found[name].update(dict.fromkeys(pieces))
    return {name: tuple(pieces) for name, pieces in found.items()}


@cache
def latin(name: str) -> str:
    """The pieces in ASCII of a cue, as one pattern for whole words."""
    pieces = [one for one in _pieces()[name] if one.isascii()]
    return rf"\b(?:{'|'.join(pieces)})\b" if pieces else _NOTHING


@cache
def others(name: str) -> str:
    """The pieces of a cue in other letters, as one pattern."""
    pieces = [one for one in _pieces()[name] if not one.isascii()]
    return f"(?:{'|'.join(pieces)})" if pieces else _NOTHING


@cache
def words(name: str) -> str:
    """All pieces of a cue as one pattern."""
    return f"(?:{'|'.join(one for one in (latin(name), others(name)) if one != _NOTHING) or _NOTHING})"


@cache
def cue(name: str) -> Sifted:
    """All pieces of a cue, made ready to search when a text first asks for it."""
    return Sifted(words(name))
