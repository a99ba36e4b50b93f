// Generated from spec/operations by `npm run gen`. Do not edit.
import type { AnswerId, EncodeId, SnapshotId, TransformId } from '../../spec/types.gen.ts';
import type { Answer, Setting, Snapshot, Transform } from '../operation.ts';
import { autoOrient } from './image/auto-orient.ts';
import { averageHue } from './image/average-hue.ts';
import { blur } from './image/blur.ts';
import { bright } from './image/bright.ts';
import { circle } from './image/circle.ts';
import { contrast } from './image/contrast.ts';
import { crop } from './image/crop.ts';
import { format } from './image/format.ts';
import { ignoreError } from './image/ignore-error.ts';
import { indexcrop } from './image/indexcrop.ts';
import { info } from './image/info.ts';
import { interlace } from './image/interlace.ts';
import { quality } from './image/quality.ts';
import { resize } from './image/resize.ts';
import { rotate } from './image/rotate.ts';
import { roundedCorners } from './image/rounded-corners.ts';
import { sharpen } from './image/sharpen.ts';
import { watermark } from './image/watermark.ts';
import { snapshot } from './video/snapshot.ts';

export const transforms: { readonly [K in TransformId]: Transform<K> } = {
  'image/auto-orient': autoOrient,
  'image/blur': blur,
  'image/bright': bright,
  'image/circle': circle,
  'image/contrast': contrast,
  'image/crop': crop,
  'image/indexcrop': indexcrop,
  'image/resize': resize,
  'image/rotate': rotate,
  'image/rounded-corners': roundedCorners,
  'image/sharpen': sharpen,
  'image/watermark': watermark,
};
export const encodes: { readonly [K in EncodeId]: Setting<K> } = {
  'image/format': format,
  'image/ignore-error': ignoreError,
  'image/interlace': interlace,
  'image/quality': quality,
};
export const answers: { readonly [K in AnswerId]: Answer<K> } = {
  'image/average-hue': averageHue,
  'image/info': info,
};
export const snapshots: { readonly [K in SnapshotId]: Snapshot<K> } = {
  'video/snapshot': snapshot,
};
