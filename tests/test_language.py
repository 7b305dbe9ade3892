"""Which language a page is in, by sentences written for these tests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleannews.document import Document
from cleannews.engine import run
from cleannews.languages import codes
from cleannews.languages.identification import identify
from cleannews.settings import Settings
from cleannews.stages.language import LANGUAGE

SENTENCES = {
    "af": "Die brug oor die rivier is weer oop nadat dit drie weke lank gesluit was, het die burgemeester vandag gesê, maar hulle sal nog nie met swaar vragmotors daaroor ry nie.",
    "ar": "قال رئيس البلدية إن الجسر الذي على النهر سيفتح من جديد بعد أن كان مغلقا منذ ثلاثة أسابيع، وإن العمل في الشارع لم ينته بعد.",
    "bg": "Мостът над реката е отворен отново, след като беше затворен за три седмици, каза кметът във вторник, но камионите още не могат да минават по него.",
    "bn": "নদীর উপর সেতুটি তিন সপ্তাহ বন্ধ থাকার পর আবার খুলে দেওয়া হয়েছে এবং মেয়র বলেন যে কাজ এখনো শেষ হয়নি।",
    "ca": "El pont sobre el riu torna a ser obert després de tres setmanes, ha dit avui l'alcaldessa, però els camions encara no hi poden passar perquè les obres no s'han acabat.",
    "cs": "Most přes řeku je znovu otevřený, když byl tři týdny zavřený, řekl v úterý starosta, ale nákladní auta po něm ještě nesmějí jezdit, protože se na něm stále pracuje.",
    "da": "Broen over åen er åben igen, efter at den havde været lukket i tre uger, sagde borgmesteren tirsdag, men lastbiler må ikke køre over den endnu, fordi der stadig arbejdes.",
    "de": "Die Brücke über den Fluss ist wieder offen, nachdem sie drei Wochen lang geschlossen war, sagte der Bürgermeister am Dienstag, aber Lastwagen dürfen noch nicht darüber fahren.",
    "el": "Η γέφυρα πάνω από το ποτάμι άνοιξε και πάλι, αφού ήταν κλειστή για τρεις εβδομάδες, είπε ο δήμαρχος την Τρίτη, αλλά τα φορτηγά δεν μπορούν ακόμη να περάσουν.",
    "en": "The bridge over the river is open again after it had been closed for three weeks, the mayor said on Tuesday, but lorries may not use it yet.",
    "es": "El puente sobre el río está abierto de nuevo después de tres semanas, dijo el martes la alcaldesa, pero los camiones todavía no pueden pasar por él porque siguen las obras.",
    "et": "Sild üle jõe on jälle avatud, sest tööd said teisipäeval valmis, ütles linnapea, aga veokid ei tohi veel üle silla sõita ja see ei ole kõigile hea uudis.",
    "fa": "شهردار روز سه‌شنبه گفت که پل روی رودخانه پس از سه هفته باز شده است، اما کامیون‌ها هنوز نمی‌توانند از آن بگذرند و کار در خیابان ادامه دارد.",
    "fi": "Silta joen yli on taas auki, kun se oli ollut kiinni kolme viikkoa, pormestari sanoo, mutta kuorma-autot eivät vielä saa ajaa sen yli, koska työt ovat kesken.",
    "fr": "Le pont sur la rivière est de nouveau ouvert après trois semaines de fermeture, a dit mardi la maire, mais les camions ne peuvent pas encore y passer.",
    "he": "ראש העיר אמר ביום שלישי כי הגשר מעל הנהר נפתח שוב לאחר שהיה סגור שלושה שבועות, אך משאיות עדיין לא יכולות לעבור על הגשר.",
    "hi": "नदी के ऊपर का पुल तीन सप्ताह तक बंद रहने के बाद फिर से खोल दिया गया है और मेयर ने कहा कि काम अभी पूरा नहीं हुआ है।",
    "hr": "Most preko rijeke opet je otvoren nakon što je bio zatvoren tri tjedna, rekao je gradonačelnik u utorak, ali kamioni još ne mogu prijeći jer se radi na cesti.",
    "hu": "A folyón átívelő híd újra nyitva van, miután három hétig zárva volt, mondta a polgármester kedden, de a teherautók még nem mehetnek át rajta, mert az út nem kész.",
    "id": "Jembatan di atas sungai itu sudah dibuka lagi setelah ditutup selama tiga minggu, kata wali kota pada hari Selasa, tetapi truk belum bisa lewat karena pekerjaan belum selesai.",
    "is": "Brúin yfir ána er opin á ný eftir að hún hafði verið lokuð í þrjár vikur, sagði bæjarstjórinn á þriðjudag, en vörubílar mega ekki aka yfir hana því að verkinu er ekki lokið.",
    "it": "Il ponte sul fiume è di nuovo aperto dopo tre settimane di chiusura, ha detto martedì la sindaca, ma i camion non possono ancora passare perché ci sono i lavori.",
    "ja": "川に架かる橋は三週間閉まっていたが、火曜日に再び開いたと市長が述べた。しかしトラックはまだ通ることができない。",
    "ko": "강 위의 다리가 삼 주 동안 닫혀 있다가 화요일에 다시 열렸다고 시장은 말했다. 그러나 트럭은 아직 지나갈 수 없다.",
    "lt": "Tiltas per upę vėl atidarytas po to, kai buvo uždarytas tris savaites, antradienį sakė meras, bet sunkvežimiai dar negali juo važiuoti, nes darbai nebaigti.",
    "lv": "Tilts pār upi atkal ir atvērts pēc tam, kad tas bija slēgts trīs nedēļas, otrdien teica mērs, bet kravas auto vēl nevar pa to braukt, jo darbi nav pabeigti.",
    "ms": "Jambatan di atas sungai itu dibuka semula selepas ditutup selama tiga minggu, kata datuk bandar pada hari Selasa, tetapi lori belum boleh lalu kerana kerja belum siap dan beliau berkata ia akan siap bagi tahun ini.",
    "nl": "De brug over de rivier is weer open nadat die drie weken dicht was, zei de burgemeester dinsdag, maar vrachtwagens mogen er nog niet over omdat er wordt gewerkt.",
    "no": "Broen over elven er åpen igjen etter at den hadde vært stengt i tre uker, sa ordføreren tirsdag, men lastebiler kan ikke kjøre over den nå fordi det fortsatt blir arbeidet.",
    "pl": "Most nad rzeką jest znowu otwarty po tym, jak był zamknięty przez trzy tygodnie, powiedział we wtorek burmistrz, ale ciężarówki jeszcze nie mogą po nim jeździć.",
    "pt": "A ponte sobre o rio está aberta de novo depois de três semanas, disse a prefeita na terça-feira, mas os caminhões ainda não podem passar por ela, pois as obras não terminaram.",
    "ro": "Podul peste râu este din nou deschis după ce a fost închis trei săptămâni, a spus marți primarul, dar camioanele nu pot încă să treacă pentru că lucrările nu sunt gata.",
    "ru": "Мост через реку снова открыт после того, как он был закрыт три недели, сказал во вторник мэр, но грузовики по нему ещё не могут ездить.",
    "sk": "Most cez rieku je opäť otvorený, keď bol tri týždne zatvorený, povedal v utorok starosta, ale nákladné autá po ňom ešte nesmú jazdiť, pretože sa na ňom stále pracuje.",
    "sl": "Most čez reko je spet odprt, potem ko je bil tri tedne zaprt, je v torek povedal župan, vendar tovornjaki po njem še ne smejo voziti, ker se še dela.",
    "sr": "Мост преко реке опет је отворен након што је био затворен три недеље, рекао је градоначелник у уторак, али камиони још не могу да пређу.",
    "sv": "Bron över ån är öppen igen efter att den hade varit stängd i tre veckor, sade borgmästaren på tisdagen, men lastbilar får inte köra över den än eftersom man arbetar där.",
    "th": "สะพานข้ามแม่น้ำเปิดให้ใช้อีกครั้งหลังจากปิดไปสามสัปดาห์ นายกเทศมนตรีกล่าวเมื่อวันอังคาร แต่รถบรรทุกยังไม่สามารถผ่านได้",
    "tr": "Nehrin üzerindeki köprü üç hafta kapalı kaldıktan sonra yeniden açıldı, dedi belediye başkanı salı günü, ancak kamyonlar için bu yol daha açık değil ve çok uzun sürecek.",
    "uk": "Міст через річку знову відкритий після того, як його було закрито на три тижні, сказав у вівторок мер, але вантажівки ще не можуть ним їздити.",
    "ur": "میئر نے منگل کو کہا کہ دریا پر پل تین ہفتوں کے بعد کھول دیا گیا ہے لیکن ٹرک ابھی اس پر نہیں جا سکتے۔",
    "vi": "Cây cầu bắc qua sông đã được mở lại sau ba tuần đóng cửa, thị trưởng nói hôm thứ Ba, nhưng xe tải vẫn chưa được đi qua vì công việc chưa xong.",
    "zh": "市长星期二说，河上的桥关闭三个星期以后已经重新开放，但是卡车还不能通过，因为工程没有完成。",
}


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_each_pack_knows_its_language(code: str) -> None:
    assert identify([SENTENCES[code]]) == code


def test_every_pack_has_its_sentence() -> None:
    assert SENTENCES.keys() == set(codes())


def test_a_menu_in_english_does_not_outvote_prose_in_another_language() -> None:
    assert identify(["Home", "News of the world", "Log in to my account", "All of the sport", SENTENCES["nl"]]) == "nl"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 34 56 +++ 78",
        "Lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt labore magna aliqua",
        "ኣብ ልዕሊ ሩባ ዘሎ ድልድል ድሕሪ ሰለስተ ሰሙን ከም ዝተኸፍተ ከንቲባ ሎሚ ሰሉስ ተዛሪቡ",
    ],
)
def test_what_no_pack_knows_has_no_language(text: str) -> None:
    assert identify([text]) is None


def test_the_caller_knows_better() -> None:
    done = run(Document.from_text(SENTENCES["de"], Settings(language="nl")), [LANGUAGE])
    assert done.field("language") == "nl"


@given(st.lists(st.text(max_size=200), max_size=20))
def test_any_text_has_a_language_or_none(lines: list[str]) -> None:
    assert identify(lines) in {None, *codes()}
