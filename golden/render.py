"""render.py SOURCE TARGET resize W H | circle LEFT TOP SIDE | corners R

What golden/make.sh does not leave to ImageMagick. Lines are soft because a mask is drawn eight times as large and
averaged. Frames of an animation are put one below the other.
"""

import sys

from PIL import Image, ImageDraw, ImageSequence

FINE = 8


def masked(picture, draw):
    """The picture with the alpha of a shape that `draw` draws, FINE times as large."""
    width, height = picture.size
    mask = Image.new('L', (FINE * width, FINE * height), 0)
    draw(ImageDraw.Draw(mask), FINE * width - 1, FINE * height - 1)
    picture = picture.convert('RGBA')
    picture.putalpha(mask.resize((width, height), Image.BOX))
    return picture


def circle(source, left, top, side):
    square = source.crop((left, top, left + side, top + side))
    return masked(square, lambda mask, right, bottom: mask.ellipse((0, 0, right, bottom), fill=255))


def corners(source, radius):
    return masked(
        source,
        lambda mask, right, bottom: mask.rounded_rectangle((0, 0, right, bottom), FINE * radius, fill=255),
    )


def resize(source, width, height):
    frames = [
        frame.convert('RGB').resize((width, height), Image.LANCZOS)
        for frame in ImageSequence.Iterator(source)
    ]
    column = Image.new('RGB', (width, height * len(frames)))
    for place, frame in enumerate(frames):
        column.paste(frame, (0, height * place))
    return column


source, target, verb, *numbers = sys.argv[1:]
work = {'resize': resize, 'circle': circle, 'corners': corners}[verb]
work(Image.open(source), *map(int, numbers)).save(target, 'PNG', optimize=True)
