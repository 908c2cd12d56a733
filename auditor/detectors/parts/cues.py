"""Words beside a detail that say what it is, in many languages, over folded text."""

from __future__ import annotations

import re

PHONE_CUE = re.compile(
    r"\b(?:calls?|calling|phone|phones|mobile|cell|cellphone|tel|telephone|text me|texting|sms|ring me|ring|dial|reach|contact|hotline|numbers?|num|ph|"
    r"whats ?app\w*|wsp|wpp|wa|zap|viber|telegram|signal|imo|zalo|message me|text|hit me|reachable|whatsap|wasap|watsapp|"
    r"llam\w+|telefono|telefone|cel|celu|celular|movil|numero|nro|fone|ligue|liga|ligar|marca\w*|whats|zapzap|escrib\w+|"
    r"appell\w*|telephoner|portable|numero|ruf\w*|anruf\w*|telefon\w*|handy\w*|nummer|rufnummer|"
    r"chiam\w+|cellulare|dzwon\w*|zadzwon|komork\w*|numer|ara|arayin|arayabilir\w*|cep|numaram|numara|telefonum|"
    r"call karo|phone karo|number hai|mera number|mobile no|contact no|ph no|cell no|tawag\w*|tawagan|itext|hubungi|telp|telepon|nomor|no hp|hp|wa ke|"
    r"goi|sdt|dien thoai|so dt|lien he|namba|simu)\b|"
    r"звон\w*|набер\w*|номер\w*|телефон\w*|тел\b|моб\b|мобил\w*|дзвон\w*|телефонуй\w*|сотов\w*|вотсап|ватсап|вайбер|пиши|"
    r"رقم|جوال|اتصل|هاتف|موبايل|كلمني|واتس|تلفون|نمبر|فون|كال|电话|電話|手机|手機|号码|號碼|致电|打给|联系|微信|"
    r"नंबर|फोन|कॉल|मोबाइल|व्हाट्सएप|নাম্বার|নম্বর|ফোন|কল|মোবাইল|হোয়াটসঅ্যাপ|হোয়াটসঅ্যাপ|電話番号|전화|번호|โทร|เบอร์"
)
