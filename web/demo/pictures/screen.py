"""Pictures made to be shared: memes, a sticker, a cartoon, a profile picture, screenshots, a shop photo."""

import math
import random

from .figures import cloud, face, sky
from .lettering import write
from .raster import Canvas, shade, vertical

INK = (30, 28, 34)


def caption(canvas, text, x, y, height, fit):
    write(canvas, text, x, y, height, (255, 255, 255), 0.17, "middle", fit=fit, outline=(12, 12, 14))


def two_panel_meme():
    """Two panels: sunny arrival, then the first winter. Somebody laughs about themself."""
    c = Canvas(800, 960, (250, 250, 250))
    sky(c, (96, 186, 236), (206, 236, 246), 470)
    c.ellipse(670, 100, 62, 62, (255, 226, 96))
    for i in range(12):
        a = i * math.pi / 6
        c.line([(670 + 78 * math.cos(a), 100 + 78 * math.sin(a)), (670 + 106 * math.cos(a), 100 + 106 * math.sin(a))], 10, (255, 226, 96))
    c.blob([(-60, 470), (90, 350), (260, 400), (480, 340), (700, 390), (880, 350), (880, 480)], (112, 184, 92))
    c.blob([(270, 480), (300, 372), (390, 350), (480, 372), (510, 480)], (232, 96, 84), rounds=3)
    face(c, 390, 260, 92, (176, 122, 86), (36, 26, 24), 1.0, 0.3, cheeks=(208, 110, 90))
    for x in (354, 430):
        c.ellipse(x, 254, 34, 28, (26, 26, 32))
        c.line([(x - 14, 244), (x + 4, 240)], 5, (120, 130, 150))
    c.line([(384, 250), (400, 250)], 6, (26, 26, 32))
    caption(c, "ME, FIRST WEEK HERE", 400, 28, 44, 720)
    c.rectangle(0, 484, 800, 476, vertical((104, 120, 144), (190, 202, 216), 484, 960))
    c.blob([(-60, 980), (60, 850), (260, 880), (500, 840), (720, 876), (880, 850), (880, 990)], (240, 246, 250))
    c.blob([(236, 970), (262, 850), (390, 822), (518, 850), (546, 970)], (58, 84, 130), rounds=3)
    face(c, 390, 728, 92, (168, 130, 112), (36, 26, 24), -0.9, 1.0, cheeks=(196, 116, 120))
    c.blob([(284, 700), (300, 600), (390, 560), (480, 600), (496, 700), (390, 664)], (196, 66, 70), rounds=3)
    c.ellipse(390, 574, 24, 24, (240, 238, 232))
    for k in range(4):
        c.line([(306, 812 + k * 15), (390, 830 + k * 13), (474, 812 + k * 15)], 17, (226, 176, 72) if k % 2 else (246, 214, 130))
    chance = random.Random(3)
    for _ in range(150):
        c.ellipse(chance.random() * 800, 490 + chance.random() * 470, 2 + chance.random() * 4, 2 + chance.random() * 4, (255, 255, 255), 0.9)
    caption(c, "ME, FIRST NOVEMBER", 400, 896, 44, 720)
    c.rectangle(0, 470, 800, 14, (250, 250, 250))
    c.finish(8, 2, 0.0)
    return c


def rat(canvas, x, y, s, coat):
    canvas.line([(x - s * 0.9, y + s * 0.2), (x - s * 1.4, y + s * 0.35), (x - s * 1.8, y + s * 0.05)], s * 0.09, (214, 150, 150))
    canvas.ellipse(x, y, s, s * 0.5, coat)
    canvas.blob([(x + s * 0.5, y - s * 0.46), (x + s * 1.6, y + s * 0.08), (x + s * 0.6, y + s * 0.42)], shade(coat, 1.08), rounds=2)
    canvas.ellipse(x + s * 0.72, y - s * 0.36, s * 0.2, s * 0.22, (214, 150, 150))
    canvas.ellipse(x + s * 1.02, y - s * 0.06, s * 0.07, s * 0.08, INK)
    canvas.ellipse(x + s * 1.42, y + s * 0.08, s * 0.08, s * 0.07, (230, 140, 150))
    for k in (-0.4, 0.4):
        canvas.line([(x + k * s, y + s * 0.4), (x + k * s, y + s * 0.6)], s * 0.11, shade(coat, 0.7))


def rat_boat_meme():
    """A meme with rats coming off a boat, the caption saying whom they stand for."""
    c = Canvas(800, 800)
    sky(c, (150, 160, 170), (214, 212, 202), 420)
    for i in range(5):
        cloud(c, 60 + i * 180, 130 + (i * 37) % 90, 180, (236, 234, 228), 0.5, 60 + i)
    c.soften(8)
    c.rectangle(0, 420, 800, 200, vertical((110, 134, 142), (66, 92, 106), 420, 620))
    for k in range(9):
        c.line([(20 + k * 93, 452 + (k * 31) % 90), (84 + k * 93, 452 + (k * 31) % 90)], 4, (170, 186, 188), 0.6)
    c.blob([(420, 330), (470, 350), (860, 340), (860, 520), (500, 520)], (122, 82, 58), rounds=2)
    c.line([(444, 352), (820, 350)], 14, (160, 116, 84))
    for k in range(4):
        c.line([(470 + k * 6, 390 + k * 34), (820, 386 + k * 34)], 3, (90, 58, 42))
    c.polygon([(470, 386), (520, 386), (250, 620), (150, 620)], (176, 138, 92))
    for k in range(6):
        c.line([(462 - k * 52 + 0, 412 + k * 34), (500 - k * 44, 412 + k * 34)], 5, (120, 90, 58))
    c.polygon([(0, 600), (800, 610), (800, 800), (0, 800)], vertical((150, 140, 112), (112, 104, 86), 600, 800))
    for x, y, s, coat in ((600, 320, 40, (110, 106, 108)), (720, 322, 36, (130, 120, 116)), (440, 400, 34, (104, 100, 104)),
                          (360, 470, 42, (126, 118, 116)), (250, 550, 52, (104, 100, 102)), (470, 664, 62, (122, 114, 112)),
                          (130, 668, 66, (96, 92, 96)), (650, 676, 52, (112, 106, 104))):
        rat(c, x, y, s, coat)
    caption(c, "ASYLUM EXPRESS", 400, 34, 70, 720)
    caption(c, "NEXT STOP: YOUR STREET", 400, 724, 46, 740)
    c.finish(9, 4, 0.2)
    return c


def chat_threat():
    """A screenshot of private messages that get threatening."""
    c = Canvas(640, 960, (239, 241, 245))
    c.rectangle(0, 0, 640, 96, (46, 62, 96))
    c.ellipse(74, 52, 28, 28, (198, 150, 92))
    write(c, "SOOTFALL", 118, 34, 20, (255, 255, 255), 0.15)
    write(c, "LAST SEEN 23:47", 118, 66, 12, (180, 192, 214), 0.14)
    c.line([(26, 52), (38, 40)], 4, (255, 255, 255))
    c.line([(26, 52), (38, 64)], 4, (255, 255, 255))
    mine, theirs = (214, 236, 204), (255, 255, 255)
    talk = ((150, theirs, ("YOU ARE THE ONE WHO", "PUT THE FLAG UP?"), "23:31"),
            (252, mine, ("WHO IS THIS?",), "23:33"),
            (330, theirs, ("TAKE IT DOWN.",), "23:40"),
            (402, theirs, ("I KNOW WHEN YOU LEAVE", "FOR WORK"), "23:41"),
            (504, mine, ("LEAVE ME ALONE. I WILL", "REPORT YOU."), "23:44"),
            (606, theirs, ("REPORT ME. YOUR KIND", "DOES NOT GET WARNED", "TWICE. SEE YOU AT THE", "BUS STOP."), "23:46"))
    for y, tint, lines, at in talk:
        wide, tall = 390, 34 + 30 * len(lines)
        x = 28 if tint is theirs else 640 - 28 - wide
        c.rectangle(x + 2, y + 3, wide, tall, (206, 210, 218), 18)
        c.rectangle(x, y, wide, tall, tint, 18)
        for k, line in enumerate(lines):
            write(c, line, x + 20, y + 18 + k * 30, 16, (36, 40, 50), 0.15, fit=wide - 44)
        write(c, at, x + wide - 16, y + tall - 16, 9, (130, 138, 150), 0.14, "right")
    c.rectangle(0, 880, 640, 80, (252, 252, 253))
    c.rectangle(24, 898, 500, 44, (236, 239, 243), 22)
    write(c, "MESSAGE", 48, 913, 14, (150, 156, 168), 0.14)
    c.ellipse(580, 920, 25, 25, (46, 62, 96))
    c.polygon([(570, 908), (594, 920), (570, 932), (575, 920)], (255, 255, 255))
    c.finish(10, 1, 0.0)
    return c


def portrait():
    """A profile picture: a head in flat colours against a warm circle."""
    c = Canvas(640, 640, (240, 222, 196))
    c.rectangle(0, 0, 640, 640, vertical((246, 230, 204), (224, 192, 160), 0, 640))
    c.ellipse(330, 290, 240, 240, (232, 146, 92))
    c.ellipse(330, 290, 240, 240, (240, 176, 110), 0.5)
    c.blob([(60, 680), (120, 500), (260, 440), (420, 440), (540, 500), (600, 680)], vertical((44, 92, 104), (28, 60, 76), 440, 640))
    c.blob([(176, 330), (180, 170), (310, 96), (450, 150), (486, 310), (470, 480), (400, 520), (240, 516), (180, 470)], (46, 34, 52))
    c.blob([(282, 500), (286, 400), (372, 400), (378, 500), (330, 530)], (150, 96, 72))
    c.ellipse(330, 316, 96, 124, (178, 118, 88))
    c.blob([(330, 192), (430, 230), (426, 360), (392, 420), (334, 440)], (154, 98, 74), 0.55)
    c.blob([(226, 300), (236, 190), (320, 150), (420, 180), (434, 290), (390, 236), (300, 230), (250, 260)], (46, 34, 52))
    for side in (-1, 1):
        c.line([(330 + side * 60, 296), (330 + side * 22, 292)], 9, (46, 34, 40))
        c.ellipse(330 + side * 40, 318, 13, 8, (36, 26, 30))
    c.line([(332, 318), (346, 368), (326, 372)], 6, (136, 82, 64))
    c.line([(300, 402), (330, 410), (364, 398)], 9, (140, 58, 58))
    c.line([(236, 380), (232, 420)], 6, (246, 206, 96))
    c.line([(428, 380), (432, 420)], 6, (246, 206, 96))
    c.blob([(190, 500), (300, 470), (330, 540), (370, 468), (470, 500), (420, 600), (240, 600)], (226, 186, 84))
    for i in range(5):
        c.blob([(80 + i * 22, 600 - i * 60), (60 + i * 16, 560 - i * 60), (110 + i * 20, 548 - i * 60)], (86, 128, 92), 0.9)
    c.finish(11, 3, 0.12)
    return c


def monkey_sticker():
    """A cartoon monkey with a ball, as sold in sticker packs."""
    c = Canvas(640, 640, (255, 255, 255))
    brown, cream, edge = (134, 88, 56), (240, 208, 168), (255, 255, 255)
    c.rectangle(0, 0, 640, 640, (206, 226, 214))

    def shape(grow):
        tone = edge if grow else None
        c.line([(430, 480), (520, 470), (548, 390), (500, 360)], 30 + grow, tone or shade(brown, 0.9))
        c.ellipse(210, 250, 62 + grow / 2, 66 + grow / 2, tone or brown)
        c.ellipse(430, 250, 62 + grow / 2, 66 + grow / 2, tone or brown)
        c.ellipse(320, 460, 118 + grow / 2, 128 + grow / 2, tone or brown)
        c.ellipse(320, 250, 130 + grow / 2, 126 + grow / 2, tone or brown)
        for side in (-1, 1):
            c.line([(320 + side * 90, 420), (320 + side * 140, 480), (320 + side * 74, 520)], 44 + grow, tone or shade(brown, 0.94))
            c.ellipse(320 + side * 84, 580, 62 + grow / 2, 32 + grow / 2, tone or cream)

    shape(34)
    shape(0)
    for x in (210, 430):
        c.ellipse(x, 252, 36, 40, cream)
    for side in (-1, 1):
        c.ellipse(320 + side * 44, 236, 56, 62, cream)
    c.ellipse(320, 300, 88, 62, cream)
    for side in (-1, 1):
        c.ellipse(320 + side * 40, 236, 15, 20, INK)
        c.ellipse(320 + side * 40 + 5, 229, 5, 6, (255, 255, 255))
        c.ellipse(320 + side * 10, 282, 5, 4, (110, 70, 50))
    c.line([(268, 310), (284, 324), (304, 332), (336, 332), (356, 324), (372, 310)], 8, (120, 60, 50))
    c.ellipse(320, 500, 74, 74, (250, 250, 250))
    c.ellipse(320, 500, 24, 24, INK)
    for i in range(5):
        a = -math.pi / 2 + i * 2 * math.pi / 5
        c.line([(320 + 24 * math.cos(a), 500 + 24 * math.sin(a)), (320 + 54 * math.cos(a), 500 + 54 * math.sin(a))], 5, INK)
        c.ellipse(320 + 62 * math.cos(a), 500 + 62 * math.sin(a), 13, 13, INK)
    c.finish(12, 1, 0.0)
    return c


def wolf_cartoon():
    """A newspaper cartoon: a wolf in a suit reads a contract to sheep."""
    c = Canvas(960, 640, (246, 240, 224))
    chance = random.Random(4)
    for _ in range(60):
        x, y = chance.random() * 960, chance.random() * 400
        c.line([(x, y), (x + 40 + chance.random() * 60, y)], 2, (226, 216, 194))
    c.rectangle(0, 470, 960, 170, (222, 208, 180))
    c.line([(0, 470), (960, 470)], 4, INK)
    c.rectangle(70, 60, 180, 210, (206, 222, 226))
    for w in (0, 90, 180):
        c.line([(70 + w, 60), (70 + w, 270)], 6, INK)
    for h in (0, 105, 210):
        c.line([(70, 60 + h), (250, 60 + h)], 6, INK)
    c.rectangle(330, 400, 330, 26, (140, 98, 66))
    for x in (346, 630):
        c.line([(x, 426), (x, 560)], 16, (110, 76, 52))
    grey = (128, 130, 138)
    c.rectangle(222, 380, 22, 180, (110, 76, 52), 6)
    c.rectangle(222, 520, 190, 20, (110, 76, 52), 6)
    c.blob([(250, 560), (262, 340), (340, 300), (420, 340), (430, 560)], (52, 58, 80), rounds=3)
    c.polygon([(322, 318), (340, 420), (362, 318)], (250, 250, 250))
    c.polygon([(334, 330), (350, 330), (352, 396), (341, 410), (331, 396)], (180, 48, 48))
    for x, out in ((292, -1), (386, 1)):
        c.polygon([(x - 34, 206), (x + out * 16, 104), (x + 34, 196)], grey)
        c.polygon([(x - 16, 186), (x + out * 13, 130), (x + 16, 182)], (206, 160, 160))
    c.ellipse(340, 230, 84, 78, grey)
    c.blob([(340, 220), (470, 240), (486, 276), (440, 300), (340, 296)], shade(grey, 1.2), rounds=3)
    c.ellipse(478, 252, 16, 13, INK)
    c.line([(360, 292), (420, 296), (462, 282)], 5, INK)
    for k in range(4):
        c.polygon([(380 + k * 20, 292), (390 + k * 20, 291), (386 + k * 20, 308)], (255, 255, 255))
    c.ellipse(366, 212, 14, 15, (250, 240, 170))
    c.ellipse(370, 214, 6, 8, INK)
    c.line([(346, 194), (384, 200)], 7, INK)
    c.line([(404, 380), (460, 396), (510, 380)], 36, (52, 58, 80))
    c.ellipse(514, 378, 18, 17, grey)
    c.polygon([(500, 318), (596, 304), (606, 400), (510, 410)], (255, 255, 252))
    write(c, "RENT", 552, 322, 22, (170, 40, 40), 0.18, "middle", -0.12)
    for k in range(3):
        c.line([(518, 362 + k * 13), (594, 352 + k * 13)], 4, (120, 120, 124))
    for x, y, s in ((730, 420, 1.0), (840, 448, 0.86)):
        for k in range(9):
            a = k * 2 * math.pi / 9
            c.ellipse(x + 62 * s * math.cos(a), y + 44 * s * math.sin(a), 34 * s, 32 * s, (250, 248, 240))
        c.ellipse(x, y, 70 * s, 52 * s, (250, 248, 240))
        for k in (-40, -14, 18, 42):
            c.line([(x + k * s, y + 60 * s), (x + k * s, y + 116 * s)], 13 * s, INK)
        c.ellipse(x - 82 * s, y - 34 * s, 34 * s, 44 * s, (64, 58, 60))
        c.ellipse(x - 76 * s, y - 74 * s, 34 * s, 22 * s, (250, 248, 240))
        for k in (-92, -72):
            c.ellipse(x + k * s, y - 40 * s, 9 * s, 11 * s, (255, 255, 255))
            c.ellipse(x + k * s - 2, y - 38 * s, 4 * s, 5 * s, INK)
        c.line([(x - 50 * s, y - 50 * s), (x - 22 * s, y - 40 * s)], 15 * s, (64, 58, 60))
    write(c, "IT IS A VERY FAIR CONTRACT", 480, 590, 26, INK, 0.14, "middle", 0, 0.08, 3)
    c.rectangle(0, 0, 960, 10, INK)
    c.rectangle(0, 630, 960, 10, INK)
    c.rectangle(0, 0, 10, 640, INK)
    c.rectangle(950, 0, 10, 640, INK)
    c.finish(13, 3, 0.08)
    return c


def slogan_shirt():
    """A shop photo: a shirt on a hanger, a slogan against newcomers printed on it."""
    c = Canvas(800, 800)
    c.rectangle(0, 0, 800, 800, vertical((226, 222, 214), (204, 198, 188), 0, 800))
    for x in range(0, 800, 134):
        c.rectangle(x, 0, 4, 800, (198, 192, 182))
    c.rectangle(0, 96, 800, 18, vertical((150, 110, 74), (112, 80, 52), 96, 114))
    c.blob([(176, 260), (300, 190), (500, 190), (640, 270), (600, 770), (220, 770)], (150, 146, 140), 0.5)
    c.soften(8)
    c.line([(400, 104), (400, 84), (414, 70), (428, 84)], 7, (120, 122, 128))
    c.line([(400, 110), (400, 170)], 7, (120, 122, 128))
    c.line([(290, 214), (400, 168), (510, 214)], 12, (142, 100, 66))
    cloth = (44, 54, 66)
    c.blob([(300, 190), (340, 196), (400, 232), (460, 196), (500, 190), (620, 240), (706, 380), (620, 434), (578, 380),
            (578, 560), (584, 738), (584, 740), (216, 740), (216, 738), (222, 560), (222, 380), (180, 434), (94, 380), (180, 240)], vertical(cloth, shade(cloth, 0.72), 190, 740), rounds=2)
    c.line([(330, 196), (362, 226), (400, 238), (438, 226), (470, 196)], 14, shade(cloth, 1.35))
    for points in ([(236, 390), (250, 560), (246, 690)], [(564, 390), (548, 540), (552, 690)], [(310, 590), (338, 650), (332, 716)],
                   [(480, 580), (462, 650), (470, 716)]):
        c.line(points, 10, shade(cloth, 0.6), 0.35)
    write(c, "THIS COUNTRY", 400, 318, 38, (240, 236, 224), 0.18, "middle", fit=290)
    write(c, "IS FULL", 400, 376, 58, (226, 92, 76), 0.19, "middle", fit=270)
    c.line([(270, 458), (530, 458)], 5, (240, 236, 224))
    write(c, "GO HOME", 400, 482, 44, (240, 236, 224), 0.18, "middle", fit=260)
    c.rectangle(596, 196, 70, 104, (250, 246, 232), 6)
    c.ellipse(631, 212, 6, 6, (150, 140, 130))
    write(c, "19", 631, 238, 36, (170, 50, 44), 0.18, "middle")
    c.finish(14, 4, 0.24)
    return c
