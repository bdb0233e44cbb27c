"""Chinese words of one character that are a function word in one place and part of a name in another."""

import pytest

from generator.language import particles, tokens


@pytest.mark.parametrize(
    ("sentence", "held", "free"),
    [
        ("饲养犬只的个人应当登记", "犬只", "只"),
        ("羊只、牛只和船只", "羊只", "只"),
        ("为牛只注射疫苗", "牛只", "只"),
        ("养犬人将伤人犬及时送交公安机关", "把", "将"),
        ("公司将其改名", "把", "将"),
        ("按一定比例共同分担", "某", "一定"),
        ("狗只吃肉", "只", "狗只"),
        ("每户只准养一只犬", "只", "户只"),
        ("合同将自动终止", "将", "把"),
        ("公司将于三月发布新版", "将", "把"),
        ("北京将举办奥运会", "将", "把"),
        ("这一定会发布", "一定", "某"),
    ],
)
def test_what_stands_beside_a_word_tells_what_it_is(sentence, held, free):
    found = particles.words(sentence)
    assert held in found and free not in found


def test_nothing_else_is_cut_otherwise():
    assert particles.words("图书馆每周六开放。") == tokens.words("图书馆每周六开放。")
