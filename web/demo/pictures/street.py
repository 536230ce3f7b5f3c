"""Photographs: the street, the stadium, the sea, a wall."""

import math
import random

from .figures import board, cloud, person, row_of_houses, shadow_person, sky
from .lettering import scribble, write
from .raster import Canvas, mix, shade, vertical

SKINS = ((236, 200, 172), (206, 154, 118), (150, 102, 74), (104, 70, 52), (224, 178, 142))
HAIRS = ((44, 32, 28), (92, 62, 40), (24, 22, 24), (170, 130, 80), (120, 118, 116))
COATS = ((58, 84, 120), (150, 60, 56), (70, 104, 76), (190, 150, 70), (88, 70, 110), (60, 64, 70), (170, 110, 90))


def protest_sign():
    """A march in a street; one person holds up a hand-lettered sign."""
    c = Canvas(960, 720)
    sky(c, (172, 192, 210), (226, 228, 224), 420)
    row_of_houses(c, 470, ((182, 150, 128), (160, 140, 130), (196, 176, 150), (140, 128, 126)), 4, 200, 360)
    c.rectangle(0, 460, 960, 260, vertical((150, 148, 146), (96, 96, 100), 460, 720))
    chance = random.Random(11)
    for i in range(26):
        x, depth = 10 + i * 38 + chance.random() * 20, chance.random()
        person(c, x, 500 + depth * 46, 150 + depth * 40, COATS[i % 7], SKINS[i % 5], HAIRS[(i * 3) % 5],
               (None, "left", None, "right")[i % 4])
    for x, y, tint in ((130, 250, (238, 224, 160)), (800, 236, (200, 222, 236)), (690, 292, (240, 240, 236))):
        c.line([(x, y), (x + 4, y + 150)], 6, (110, 84, 58))
        board(c, [(x - 62, y - 42), (x + 58, y - 48), (x + 62, y + 30), (x - 58, y + 34)], tint)
        for k in range(3):
            scribble(c, x - 46, y - 30 + k * 20, 92, 20, (80, 76, 80), seed=x + k)
    c.soften(6)
    for i, (x, h) in enumerate(((110, 400), (250, 430), (770, 420), (890, 390))):
        person(c, x, 740, h, COATS[(i * 2 + 1) % 7], SKINS[(i + 1) % 5], HAIRS[(i + 2) % 5])
    hands = person(c, 500, 800, 560, (196, 92, 66), SKINS[2], HAIRS[2], "both")
    board(c, [(236, 20), (764, 2), (772, 216), (244, 232)], (248, 245, 234))
    write(c, "NO HATE", 502, 42, 72, (178, 40, 44), 0.19, "middle", -0.035, 0.12, 5, fit=440)
    write(c, "ON OUR STREET", 506, 146, 48, (38, 42, 66), 0.17, "middle", -0.035, 0.12, 6, fit=460)
    for x, y in hands:
        c.ellipse(x, y, 22, 25, SKINS[2])
        for k in range(4):
            c.line([(x - 15 + k * 10, y - 4), (x - 15 + k * 10, y + 14)], 9, shade(SKINS[2], 0.92))
    c.finish(1, 6, 0.34)
    return c


def crowd_at_dusk():
    """Silhouettes of a crowd with raised arms against an evening sky."""
    c = Canvas(1024, 640)
    sky(c, (40, 36, 84), (244, 146, 84), 460)
    for i in range(9):
        cloud(c, 60 + i * 124, 120 + (i * 71) % 190, 150, mix((250, 180, 120), (120, 70, 110), (i % 4) / 4.0), 0.35, i)
    c.soften(12)
    c.ellipse(690, 420, 64, 64, (255, 226, 160))
    c.glow(690, 420, 280, (255, 214, 140), 0.7)
    c.rectangle(0, 440, 1024, 200, vertical((96, 58, 70), (40, 26, 44), 440, 640))
    chance = random.Random(8)
    for layer, (foot, height, tone) in enumerate(((560, 170, (86, 48, 66)), (640, 240, (52, 30, 50)), (730, 330, (20, 14, 26)))):
        x = -30
        while x < 1060:
            tall = height * (0.9 + 0.2 * chance.random())
            arm = None if chance.random() < 0.5 else 60 + chance.random() * 60
            shadow_person(c, x, foot, tall, tone, arm, (chance.random() - 0.5) * 0.05)
            x += height * (0.30 + 0.12 * chance.random())
    c.line([(250, 640), (262, 170)], 7, (20, 14, 26))
    c.blob([(262, 176), (330, 160), (420, 196), (500, 176), (498, 292), (420, 316), (330, 280), (264, 296)], (28, 18, 34), rounds=3)
    c.finish(2, 7, 0.4)
    return c


def stadium_banner():
    """The stand of a football ground with a long banner over the rail."""
    c = Canvas(960, 600)
    c.rectangle(0, 0, 960, 96, vertical((44, 52, 64), (66, 74, 86), 0, 96))
    for x in range(-20, 980, 120):
        c.line([(x, 96), (x + 60, 20), (x + 120, 96)], 5, (104, 112, 122))
    c.rectangle(0, 92, 960, 330, vertical((70, 74, 86), (92, 94, 102), 92, 420))
    chance = random.Random(21)
    shirts = ((38, 70, 140), (38, 70, 140), (232, 232, 236), (60, 60, 70), (200, 170, 70))
    for row in range(11):
        y = 122 + row * 28
        c.rectangle(0, y + 14, 960, 6, (120, 122, 128))
        x = -10 + (row % 2) * 12
        while x < 970:
            if chance.random() < 0.9:
                size = 10 + row * 0.35
                coat = shirts[int(chance.random() * 5)]
                c.blob([(x - size, y + 18), (x - size * 0.8, y), (x + size * 0.8, y), (x + size, y + 18)], coat, rounds=2)
                c.ellipse(x, y - size * 0.55, size * 0.5, size * 0.62, SKINS[int(chance.random() * 5)])
                if chance.random() < 0.16:
                    c.line([(x + size * 0.7, y + 3), (x + size * 0.9, y - size * 1.5)], size * 0.4, shade(coat, 0.9))
            x += 23 + chance.random() * 5
    c.soften(2)
    c.polygon([(96, 330), (300, 338), (480, 344), (660, 338), (866, 328), (872, 430), (664, 442), (480, 448), (296, 442), (92, 432)],
              vertical((250, 250, 246), (218, 220, 222), 328, 446))
    for i in range(6):
        c.line([(140 + i * 140, 336), (134 + i * 140, 436)], 14, (222, 224, 226), 0.4)
    write(c, "ELEVEN MEN - NO COURAGE", 482, 360, 54, (24, 52, 124), 0.2, "middle", 0, 0.1, 3, fit=690)
    c.rectangle(0, 322, 960, 9, (178, 182, 188))
    for x in range(20, 960, 104):
        c.rectangle(x, 322, 8, 130, (158, 162, 168))
    c.rectangle(0, 446, 960, 154, vertical((74, 140, 70), (52, 112, 54), 446, 600))
    for i in range(8):
        if i % 2:
            c.polygon([(i * 130 - 60, 446), (i * 130 + 64, 446), (i * 160 - 40, 600), (i * 160 - 200, 600)], (88, 156, 82), 0.5)
    c.rectangle(0, 470, 960, 5, (236, 240, 234))
    c.finish(3, 6, 0.3)
    return c


def harbour_boat():
    """A crowded wooden boat on open water in the evening."""
    c = Canvas(1024, 680)
    sky(c, (104, 130, 164), (236, 198, 166), 330)
    for i in range(6):
        cloud(c, 90 + i * 180, 90 + (i * 53) % 130, 190, (246, 222, 204), 0.4, 40 + i)
    c.soften(10)
    c.polygon([(0, 330), (180, 296), (330, 314), (520, 284), (760, 318), (1024, 298), (1024, 340), (0, 340)], (120, 122, 140))
    c.rectangle(0, 328, 1024, 352, vertical((178, 164, 160), (46, 74, 98), 328, 680))
    chance = random.Random(5)
    for _ in range(420):
        y = 336 + 344 * chance.random() ** 1.4
        w = 10 + (y - 330) * 0.22 * chance.random() + 6
        c.rectangle(chance.random() * 1060 - 30, y, w, 1.4 + (y - 330) * 0.008,
                    (232, 212, 196) if chance.random() < 0.45 else (40, 62, 88), 1, 0.4)
    c.blob([(250, 470), (800, 462), (770, 548), (300, 556)], (30, 48, 66), 0.5)
    people = [(300 + i * 36 + chance.random() * 10, chance.random()) for i in range(13)]
    for i, (x, lift) in enumerate(people):
        coat = ((206, 92, 40), (60, 84, 110), (206, 92, 40), (120, 110, 96), (92, 62, 84))[i % 5]
        y = 452 - lift * 20
        c.blob([(x - 24, y + 60), (x - 20, y + 2), (x + 20, y + 2), (x + 24, y + 60)], coat, rounds=2)
        c.ellipse(x, y - 14, 13, 16, SKINS[(i * 2 + 1) % 5])
        c.ellipse(x, y - 21, 14, 11, HAIRS[i % 3] if i % 3 else (160, 70, 80))
    c.blob([(214, 446), (262, 470), (800, 466), (862, 428), (806, 546), (300, 552)],
           vertical((92, 124, 142), (50, 60, 70), 440, 550), rounds=2)
    c.line([(250, 474), (806, 470)], 9, (196, 186, 160))
    c.line([(276, 506), (800, 502)], 4, (40, 52, 62))
    c.finish(4, 6, 0.3)
    return c


def painted_wall():
    """A brick wall sprayed with a word that somebody has painted over, hearts beside it."""
    c = Canvas(960, 640, (112, 72, 58))
    chance = random.Random(77)
    for row in range(26):
        for col in range(-1, 13):
            x, y = col * 78 + (row % 2) * 39, row * 25
            tone = shade((158, 92, 72), 0.82 + 0.34 * chance.random())
            c.rectangle(x + 2, y + 2, 74, 21, tone, 2)
            c.rectangle(x + 2, y + 19, 74, 4, shade(tone, 0.86))
    write(c, "OUT", 170, 190, 200, (28, 28, 34), 0.17, "left", -0.03, 0.22, 9, alpha=0.92, fit=400)
    write(c, "STRANGERS", 176, 96, 60, (28, 28, 34), 0.2, "left", -0.03, 0.22, 10, alpha=0.9, fit=400)
    for k in range(5):
        c.line([(140, 120 + k * 66), (350, 104 + k * 68), (590, 118 + k * 62)], 34, (206, 214, 206), 0.6)
    for x, y, s, tint in ((700, 230, 60, (226, 84, 110)), (820, 350, 42, (240, 190, 80)), (690, 410, 34, (110, 180, 220))):
        c.blob([(x, y + s * 1.3), (x - s * 1.5, y - s * 0.1), (x - s * 0.9, y - s * 1.2), (x, y - s * 0.4),
                (x + s * 0.9, y - s * 1.2), (x + s * 1.5, y - s * 0.1)], tint, 0.94, 3)
        c.line([(x - s * 0.3, y + s * 0.7), (x - s * 0.3, y + s * 1.8)], 5, tint, 0.9)
    write(c, "EVERYONE", 620, 500, 50, (245, 245, 240), 0.19, "left", -0.02, 0.2, 12, fit=290)
    c.rectangle(0, 592, 960, 48, vertical((120, 118, 116), (78, 78, 80), 592, 640))
    c.glow(250, 60, 520, (255, 232, 190), 0.28)
    c.finish(5, 8, 0.4)
    return c


def cafe_sign():
    """A chalk board in front of a cafe, with a rule that shuts people out."""
    c = Canvas(768, 960)
    c.rectangle(0, 0, 768, 720, vertical((74, 96, 92), (58, 76, 74), 0, 720))
    c.rectangle(60, 40, 390, 520, (34, 48, 48))
    c.rectangle(78, 58, 354, 484, vertical((236, 206, 150), (150, 120, 86), 58, 542))
    for x in (130, 250, 370):
        c.line([(x, 58), (x, 130)], 3, (50, 50, 44))
        c.ellipse(x, 150, 26, 22, (255, 240, 190))
        c.glow(x, 150, 120, (255, 240, 200), 0.6)
    c.rectangle(78, 420, 354, 20, (110, 76, 50))
    for x in (140, 210, 300, 360):
        c.blob([(x - 22, 420), (x - 20, 350), (x + 20, 350), (x + 22, 420)], (90, 60, 54), rounds=2)
        c.ellipse(x, 330, 16, 19, (150, 110, 84))
    c.rectangle(520, 30, 190, 640, (48, 62, 60), 6)
    c.rectangle(540, 60, 150, 380, vertical((200, 190, 160), (120, 116, 104), 60, 440), 4)
    for i in range(12):
        c.polygon([(i * 66 - 10, 0), (i * 66 + 56, 0), (i * 66 + 50, 64), (i * 66 - 4, 64)], (190, 60, 56) if i % 2 else (244, 240, 230))
    c.rectangle(0, 690, 768, 270, vertical((150, 140, 132), (112, 104, 100), 690, 960))
    for row in range(6):
        y = 690 + row * row * 9
        c.line([(0, y), (768, y)], 3, (96, 90, 88))
        for col in range(-2, 10):
            c.line([(col * 100 + (row % 2) * 50, y), (col * 112 + (row % 2) * 56 - 40, y + 9 * (2 * row + 1))], 3, (98, 92, 90))
    c.soften(5)
    c.polygon([(160, 880), (640, 872), (720, 930), (120, 936)], (70, 64, 62), 0.5)
    c.polygon([(196, 330), (600, 330), (632, 900), (600, 900), (584, 840), (214, 840), (198, 900), (164, 900)], (120, 82, 50))
    c.polygon([(220, 354), (576, 354), (596, 812), (200, 812)], vertical((44, 50, 50), (32, 36, 38), 354, 812))
    for k in range(14):
        c.line([(230 + k * 25, 360 + k % 3 * 20), (215 + k * 26, 800)], 8, (70, 76, 76), 0.12)
    chalk = (236, 236, 226)
    write(c, "TODAY", 398, 384, 46, (240, 206, 130), 0.12, "middle", 0, 0.14, 2)
    c.line([(290, 452), (510, 450)], 4, chalk, 0.8)
    write(c, "SOUP 6.50", 398, 480, 44, chalk, 0.11, "middle", 0, 0.14, 3)
    write(c, "SORRY,", 398, 580, 44, (242, 168, 160), 0.12, "middle", 0, 0.14, 4)
    write(c, "NO DOGS", 398, 652, 48, chalk, 0.12, "middle", 0, 0.14, 5)
    write(c, "NO TRAVELLERS", 398, 732, 42, chalk, 0.13, "middle", 0, 0.14, 6, fit=340)
    c.finish(6, 6, 0.34)
    return c


def steps_portrait():
    """A back view of someone in a wheelchair at the foot of a flight of stairs."""
    c = Canvas(800, 800)
    c.rectangle(0, 0, 800, 800, vertical((210, 204, 190), (168, 160, 148), 0, 800))
    for x in (60, 250, 550, 740):
        c.rectangle(x - 34, 0, 68, 330, vertical((232, 226, 212), (196, 188, 174), 0, 330))
        for k in range(4):
            c.line([(x - 22 + k * 15, 20), (x - 22 + k * 15, 318)], 3, (188, 180, 166))
    c.rectangle(310, 40, 180, 290, (84, 66, 54))
    c.line([(400, 44), (400, 330)], 4, (52, 40, 34))
    for k in range(8):
        y, w = 320 + k * 42, 520 + k * 44
        c.rectangle(400 - w / 2, y, w, 16, (236, 230, 218))
        c.rectangle(400 - w / 2, y + 16, w, 27, vertical((168, 160, 148), (146, 138, 128), y + 16, y + 43))
    c.rectangle(0, 656, 800, 144, vertical((150, 144, 138), (112, 108, 106), 656, 800))
    c.soften(3)
    c.ellipse(400, 766, 150, 18, (70, 66, 66), 0.5)
    for x in (304, 496):
        for i in range(60):
            a = i * math.pi / 30
            c.line([(x + 26 * math.cos(a), 676 + 92 * math.sin(a)), (x + 26 * math.cos(a + .11), 676 + 92 * math.sin(a + .11))], 9, (40, 42, 48))
        for i in range(8):
            a = i * math.pi / 4
            c.line([(x, 676), (x + 24 * math.cos(a), 676 + 88 * math.sin(a))], 2, (190, 192, 196))
    c.rectangle(322, 520, 156, 176, (52, 60, 78), 18)
    c.blob([(310, 600), (330, 440), (400, 410), (470, 440), (490, 600)], vertical((206, 150, 62), (168, 110, 44), 420, 600), rounds=3)
    c.line([(322, 470), (288, 600), (310, 640)], 34, (190, 132, 52))
    c.line([(478, 470), (512, 600), (490, 640)], 34, (190, 132, 52))
    c.ellipse(400, 372, 47, 54, (52, 34, 28))
    c.blob([(352, 372), (346, 470), (400, 490), (454, 470), (448, 372)], (52, 34, 28), rounds=3)
    c.line([(330, 524), (300, 516)], 10, (40, 42, 48))
    c.line([(470, 524), (500, 516)], 10, (40, 42, 48))
    c.finish(7, 5, 0.3)
    return c
