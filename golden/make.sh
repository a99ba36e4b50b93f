#!/usr/bin/env bash
# Renders every golden again and writes manifest.yaml: by ImageMagick, and by Pillow where ImageMagick has its own idea of a
# soft line or reads no animation; never by the emulator, nor by the library it uses. Needs ImageMagick 6 and Python 3 with
# Pillow and numpy (Debian: imagemagick python3-pil python3-numpy); another version may write other bytes of the same picture.
# The tests need none of this: what is committed is the golden.
set -euo pipefail
cd "$(dirname "$0")/.."

convert=${CONVERT:-/usr/bin/convert}
python=${PYTHON:-/usr/bin/python3}
magick_version="ImageMagick $("$convert" -version | sed -n '1s/Version: ImageMagick \([^ ]*\).*/\1/p')"
pillow_version="Pillow $("$python" -c 'import PIL; print(PIL.__version__)')"

cat > golden/manifest.yaml <<'YAML'
# Pictures that answers are compared with: where each is, its bytes, which fixture it was rendered from, by which tool and command, and
# what it shows. `part` (left,top,WxH) is something in it that can be told from what is left and right of it: the tests spoil it to
# see whether the judge notices. Written by golden/make.sh: change it there.
YAML

# entry NAME SOURCE PART SHOWS TOOL COMMAND [FRAMES]
entry() {
  {
    echo "$1:"
    echo "  path: reference/$1.png"
    echo "  sha256: $(sha256sum "golden/reference/$1.png" | cut -d ' ' -f 1)"
    echo "  source: $2"
    echo "  shows: $4"
    echo "  tool: $5"
    echo "  command: \"$6\""
    echo "  part: $3"
    if [ $# -gt 6 ]; then echo "  frames: $7"; fi
  } >> golden/manifest.yaml
}

# The arguments as a shell takes them, quoted where they must be.
words() {
  local word
  for word; do
    case $word in *[!A-Za-z0-9_./:+=-]*) printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac
  done
}

# magick NAME SOURCE PART SHOWS ARGUMENT...
magick() {
  local name=$1 source=$2 part=$3 shows=$4
  shift 4
  "$convert" "fixtures/image/$source" "$@" -strip -define png:exclude-chunks=date,time "golden/reference/$name.png"
  entry "$name" "$source" "$part" "$shows" "$magick_version" "convert fixtures/image/$source$(words "$@") -strip golden/reference/$name.png"
}

# pillow NAME SOURCE PART SHOWS FRAMES ARGUMENT...
pillow() {
  local name=$1 source=$2 part=$3 shows=$4 frames=$5
  shift 5
  "$python" golden/render.py "fixtures/image/$source" "golden/reference/$name.png" "$@"
  entry "$name" "$source" "$part" "$shows" "$pillow_version" "python3 golden/render.py fixtures/image/$source golden/reference/$name.png$(words "$@")" ${frames:+"$frames"}
}

photo=photo-240x160.png
posts='140,100,24x16'

# --- sizes
magick resize-lfit $photo 60,44,12x8 'the whole picture made smaller' -filter Lanczos -resize '100x67!'
magick resize-fill $photo 50,66,16x12 'the middle of the picture, made smaller' -filter Lanczos -resize '150x100!' -crop 100x100+25+0 +repage
magick resize-pad $photo 70,68,16x12 'the whole picture on a colour' -filter Lanczos -resize '120x80!' -background '#2A6FB0' -gravity center -extent 120x120
magick resize-fixed $photo 90,95,16x12 'the picture out of its ratio' -filter Lanczos -resize '150x150!'
magick resize-enlarged $photo 230,165,40x24 'the picture made larger' -filter Lanczos -resize '400x267!'
magick resize-alpha photo-oval.png 70,50,12x8 'colours below alpha 0 do not come out' -filter Lanczos -resize '120x80!'
magick resize-jpeg photo-exif-6.jpg 4,10,16x14 'a JPEG made four times smaller, whatever the decoder does of it' -filter Lanczos -resize '40x60!'
magick resize-odd-jpeg photo-400x267.jpg 46,33,8x8 'a JPEG made five times smaller, whose height no power of two divides' -filter Lanczos -resize '80x53!'
pillow resize-animation scenes.webp 20,10,16x12 'every frame of an animation made smaller' 3 resize 60 40

# --- parts
magick crop $photo 40,55,12x16 'a part of the picture' -crop 120x90+91+43 +repage
magick indexcrop $photo 8,100,24x16 'the third slice of 64 columns' -crop 64x160+128+0 +repage
pillow circle $photo 70,75,16x12 'a circle of radius 60 from the middle, with a soft edge' '' circle 59 19 121
pillow circle-even $photo 70,75,16x12 'the same circle on an even square' '' circle 60 20 120
pillow rounded-corners $photo $posts 'corners of radius 24 cut away, with a soft edge' '' corners 24

# --- turns
magick rotate $photo 140,160,16x16 'turned by 33 degrees about its middle' -alpha set -virtual-pixel transparent -define distort:viewport=288x265+0+0 -interpolate catrom -filter point -distort SRT '120,80 1 33 144,132.5' +repage
magick auto-orient photo-exif-6.jpg $posts 'turned as its EXIF orientation says' -auto-orient

# --- tones
magick blur $photo $posts 'a Gaussian of sigma 2 within 5 pixels' -gaussian-blur 5x2
magick bright $photo $posts 'thirty percent of white brighter' -brightness-contrast 30x0
magick contrast $photo $posts 'less contrast about the middle grey' -brightness-contrast 0x-40
magick sharpen $photo $posts 'sharpened by what is within two pixels' -virtual-pixel mirror -sharpen 2x2

# --- alpha
magick flattened photo-oval.png $posts 'what is transparent becomes white' -background white -flatten
