"""Words that follow the name of an app in a sentence and are nobody's handle, in all languages read."""

from __future__ import annotations

STOP = frozenset(
    """
    broken look down working slow open broke dead blocked banned better ready available installed connected
    phone mobile cell cellphone telephone email mail the a an and or for to me my you your it its is are was be on in at of with by via please pls plz now then
    there here this that number numbers only too also today tomorrow tonight chat call calls text msg message
    messages group web app apps bot link api business desktop icon button pay id name user handle account
    accounts username profile so if when as from will can could would should ok okay yes no not thanks thank
    hi hello bro sir dear friend friends mate man good better best fast faster easy easier well works work
    fine great up down out off over after before i we he she they u ur us him her them anytime later soon
    first same know let lets what how which who where why do does did have has had get got use using used y o
    e es la el los las en un una por para que con si tu mi su nos ya de del te se lo al hay muy mas ahi aqui
    um uma os na nao em pra voce vc meu seu sim ai isso com ou ist und der die das ich du er mir mich auf zu
    den dem ein eine bitte et le les des une est pas vous moi toi sur dans je il ce ci ko po ba lang mo ka ako
    sa ng ang ni kar karo karein pe par hai ho ki ke aur bhejo di aja dong yuk saja kak gan bisa ve veya ile
    icin da var ben sen bu bir yaz yazin и в на не мне меня мой я ты вы он она это по из у к с за от до как
    так но или есть пиши напиши instead because since money payment payments transfer transfers links invoice
    fee fees refund checkout integration plugin direct directly outside usd dollars
    write writing wrote ping dm add adding contact contacting reach reaching find send sending sent drop hit talk talking speak
    speaking discuss discussing meet meeting join joining ring connect follow reply answer search invite
    schreib schreibe schreiben schreibt ruf rufe anrufen melde melden kontaktiere kontakt fuge füge
    escribe escribeme escríbeme escribir escribime escribenos escriba llama llamame llámame llamar contacta contactame contáctame
    manda mandame mándame habla hablame háblame hablamos busca buscame búscame agregame agrégame
    escreve escreva escrever chama chame chamar mande fala fale falar liga ligue ligar procura procure adiciona adicione
    ecris écris ecrivez écrivez ecrire écrire appelle appelez appeler contacte contactez envoie envoyez ajoute ajoutez cherche
    scrivi scrivimi scrivere scrivetemi chiama chiamami chiamare contattami contatta cerca cercami mandami aggiungimi
    napisz pisz pisać pisac zadzwon zadzwoń odezwij dodaj hubungi tulis kirim cari tambah ara arayin arayın ekle
    nhan nhắn goi gọi lien liên tawag tawagan hanap hanapin idagdag likho likhna karna
    напишите пишите писать звони позвони позвоните свяжись добавь найди пишіть напишіть дзвони подзвони додай знайди
    """.split()
)
