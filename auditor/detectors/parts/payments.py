"""The names of payment apps, wallets, coins and transfers."""

from __future__ import annotations

from auditor.detectors.parts.apps import App

APPS = (
    App("paypal", ("paypal", "paypall", "paipal"), ("пейпал\\w{0,2}", "пэйпал\\w{0,2}", "палк[аеу]\\b", "باي ?بال", "بيبال", "पेपल", "পেপাল", "贝宝", "ペイパル", "페이팔", "pay pal", "pp f&f"), ("pp",)),
    App("venmo", ("venmo",), (), ()),
    App("zelle", ("zelle",), (), ()),
    App("cashapp", ("cashapp",), ("cash app", "(?:the )?cash one", "cash tag", "cashtag"), ()),
    App("wise", ("transferwise",), ("wise transfer", "wise account", "via wise", "wise\\.com"), ("wise", "w1se")),
    App("revolut", ("revolut",), ("револют\\w{0,2}",), ()),
    App("payoneer", ("payoneer", "payonner"), ("пайонир\\w{0,2}", "пионер\\w{0,2} карт\\w", "بايونير", "派安盈"), ()),
    App("skrill", ("skrill", "neteller"), ("скрил\\w{0,3}", "سكريل"), ()),
    App("western_union", (), ("western ?union", "вестерн\\w? ?юнион\\w?", "moneygram", "money gram", "remitly", "xoom", "worldremit", "ويسترن"), ()),
    App("upi", ("phonepe", "paytm"), ("gpay", "g pay", "google ?pay", "фонпе", "यूपीआई", "गूगल पे", "पेटीएम", "फोनपे", "upi id"), ("upi", "bhim")),
    App("apple_pay", (), ("apple pay",), ()),
    App("bkash", ("bkash",), ("b-kash", "বিকাশ", "নগদ"), ("nagad",)),
    App("jazzcash", ("jazzcash",), ("جاز ?كيش",), ()),
    App("easypaisa", ("easypaisa",), ("easy ?paisa", "ايزي ?پيسه"), ()),
    App("gcash", ("gcash", "paymaya"), (), ()),
    App("pix", (), ("chave pix", "pix chave", "via pix", "por pix", "no pix", "pelo pix"), ("pix",)),
    App("mercadopago", ("mercadopago",), (), ()),
    App("nequi", ("nequi", "daviplata", "bizum", "plin"), (), ("yape",)),
    App("interac", (), ("interac", "e-?transfer", "etransfer"), ()),
    App("mpesa", ("mpesa",), ("m-pesa",), ()),
    App("binance", ("binance",), ("бинанс\\w{0,2}", "بينانس", "币安"), ()),
    App("usdt", ("usdt",), ("usdc", "tether", "trc ?-?20", "bep ?-?20", "юсдт", "усдт", "тезер\\w?", "泰达币"), ()),
    App("crypto", (), ("bitcoins?", "crypto(?:currency)?", "крипт[аоеуой]{1,2}\\b", "биткоин\\w{0,3}", "比特币", "ethereum", "بيتكوين", "كريبتو", "monero", "litecoin"), ("btc", "eth")),
    App("papara", ("papara",), ("ininal",), ()),
    App("qiwi", ("qiwi", "yoomoney", "webmoney"), ("киви кошел\\w{0,3}", "юмани", "сбер\\w{0,6}", "тинькофф\\w{0,2}", "на карту", "монобанк\\w{0,2}", "приват\\w{0,2}банк\\w?", "приват24"), ()),
    App("alipay", ("alipay",), ("支付宝", "微信支付", "微信转账", "wechat pay"), ()),
    App("momo", (), ("vi momo", "momo wallet", "ovo wallet", "gopay", "shopeepay"), ("momo",)),
    App("bank_transfer", (), ("bank transfer", "wire transfer", "bank account", "transferencia bancaria", "bankuberweisung", "virement bancaire", "bank deposit", "банковск\\w{2,3} перевод\\w?", "bonifico", "transfer bank", "chuyen khoan", "银行转账", "تحويل بنكي", "حواله بنكيه"), ()),
    App("perfect_money", (), ("perfect money", "payeer", "advcash"), ()),
    App("cash", (), ("in cash", "en efectivo", "em dinheiro vivo", "наличными", "наличкой", "наличк\\w"), ()),
)  # fmt: skip
