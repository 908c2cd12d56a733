"""Asks beside a ban or beside work: what is asked in spite of a rule is an ask, what only names an app is none."""

from __future__ import annotations

import pytest

from auditor.model.detections import Scope
from auditor.model.words import Category, Stance
from auditor.scanning.finding import find_in


@pytest.mark.parametrize(
    ("text", "category", "stance"),
    [
        # A ban that the sentence names and then sets aside refuses nothing; a ban alone does.
        (
            "The rules forbid it, but can you pay me directly outside Upwork?",
            Category.OFF_PLATFORM_PAYMENT,
            Stance.REQUEST,
        ),
        (
            "Upwork says you should not pay outside but nobody checks, so I can pay you by PayPal",
            Category.OFF_PLATFORM_PAYMENT,
            Stance.OFFER,
        ),
        (
            "Upwork says you should not pay outside but nobody checks, so I can pay you by PayPal",
            Category.PAYMENT_APP,
            Stance.OFFER,
        ),
        ("Upwork doesn't allow it, so let's just talk outside of upwork", Category.LEAVE_PLATFORM, Stance.OFFER),
        ("The terms say no, anyway, pay me directly outside of Upwork", Category.OFF_PLATFORM_PAYMENT, Stance.OFFER),
        (
            "Pay me directly outside of Upwork, it's against the rules but nobody checks",
            Category.OFF_PLATFORM_PAYMENT,
            Stance.OFFER,
        ),
        (
            "Die Regeln verbieten das, aber kannst du mich direkt außerhalb von Upwork bezahlen?",
            Category.OFF_PLATFORM_PAYMENT,
            Stance.REQUEST,
        ),
        (
            "As regras proíbem, mas você pode me pagar diretamente fora do Upwork?",
            Category.OFF_PLATFORM_PAYMENT,
            Stance.REQUEST,
        ),
        (
            "Правила запрещают, но можешь заплатить мне напрямую вне Upwork?",
            Category.OFF_PLATFORM_PAYMENT,
            Stance.REQUEST,
        ),
        (
            "Kurallar yasaklıyor ama bana Upwork dışında doğrudan ödeme yapabilir misin?",
            Category.OFF_PLATFORM_PAYMENT,
            Stance.OFFER,
        ),
        ("القوانين تمنع ذلك لكن هل يمكنك الدفع لي مباشرة خارج Upwork؟", Category.OFF_PLATFORM_PAYMENT, Stance.REQUEST),
        ("It's not allowed, still, let's continue outside of Upwork", Category.LEAVE_PLATFORM, Stance.OFFER),
        (
            "I know it's not allowed, still, let's continue on WhatsApp and you pay me by PayPal",
            Category.OFF_PLATFORM_PAYMENT,
            Stance.OFFER,
        ),
        ("平台规定不允许在平台外付款，但我们还是用支付宝吧", Category.OFF_PLATFORM_PAYMENT, Stance.OFFER),
        ("平台规定不允许在平台外付款，但我们还是用支付宝吧", Category.PAYMENT_APP, Stance.OFFER),
        # That it may not be written here is why somebody asks; a rule that forbids the ask refuses it.
        ("send me your number, writing it here isn't allowed", Category.CONTACT_REQUEST, Stance.REQUEST),
        ("pásame tu número, aquí no está permitido escribirlo", Category.CONTACT_REQUEST, Stance.REQUEST),
        ("скинь номер, тут писать нельзя", Category.CONTACT_REQUEST, Stance.REQUEST),
        ("sharing your number is not allowed here", Category.CONTACT_REQUEST, Stance.DECLINE),
        ("I can't send you my number, that is not allowed here", Category.CONTACT_REQUEST, Stance.DECLINE),
        ("It's not allowed to leave Upwork", Category.LEAVE_PLATFORM, Stance.DECLINE),
        ("It's not allowed, so please don't continue outside of Upwork", Category.LEAVE_PLATFORM, Stance.DECLINE),
        ("平台规定不允许在平台外付款", Category.OFF_PLATFORM_PAYMENT, Stance.MENTION),
        ("Let's continue on Upwork", Category.LEAVE_PLATFORM, Stance.DECLINE),
        # What the platform pays out is one's own money; what is asked for beside it is an ask.
        ("Upwork pays out to my PayPal every Wednesday", Category.PAYMENT_APP, Stance.MENTION),
        ("My earnings go from Upwork to my PayPal account automatically", Category.PAYMENT_APP, Stance.MENTION),
        ("Payoneer gets my payout from Upwork each month", Category.PAYMENT_APP, Stance.MENTION),
        ("Please pay me to my PayPal, not through Upwork", Category.PAYMENT_APP, Stance.OFFER),
        ("We cannot pay you by PayPal", Category.PAYMENT_APP, Stance.DECLINE),
        ("Upwork pays out to Payoneer, but you can send it to my PayPal", Category.PAYMENT_APP, Stance.OFFER),
        (
            "The rules forbid paying outside, so I can't be paid outside of Upwork",
            Category.OFF_PLATFORM_PAYMENT,
            Stance.DECLINE,
        ),
        (
            "Rules say payment must stay here, but people still pay outside of upwork",
            Category.OFF_PLATFORM_PAYMENT,
            Stance.MENTION,
        ),
        ("تمنع شروط Upwork الدفع خارج المنصة", Category.OFF_PLATFORM_PAYMENT, Stance.MENTION),
        # To take out one's own earnings, or what a bot shall do, is no ask; what is asked beside it is.
        ("I withdraw my Upwork earnings to PayPal.", Category.PAYMENT_APP, Stance.MENTION),
        ("How do I withdraw my earnings to PayPal?", Category.PAYMENT_APP, Stance.MENTION),
        ("Ich will mein Guthaben auf PayPal auszahlen", Category.PAYMENT_APP, Stance.MENTION),
        ("The Telegram bot should take PayPal payments from customers directly.", Category.PAYMENT_APP, Stance.MENTION),
        ("The bot should send the money to PayPal", Category.PAYMENT_APP, Stance.MENTION),
        ("We need to build a PayPal bot", Category.PAYMENT_APP, Stance.MENTION),
        ("withdraw from upwork and pay me by paypal", Category.PAYMENT_APP, Stance.OFFER),
        ("the bot is done, send the money to PayPal", Category.PAYMENT_APP, Stance.OFFER),
        ("can you withdraw the money to paypal and send me my part", Category.PAYMENT_APP, Stance.OFFER),
    ],
)
def test_what_a_sentence_asks_is_told_from_what_it_names(text: str, category: Category, stance: Stance) -> None:
    assert (category, stance) in {(one.category, one.stance) for one in find_in(text, Scope())}
