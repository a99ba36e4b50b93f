// Generated from spec/ by `npm run gen`. Do not edit.
export interface ImageAutoOrient { readonly late?: boolean; readonly value: boolean }
export type ImageAverageHue = Readonly<Record<never, never>>;
export interface ImageBlur { readonly r: number; readonly s: number; readonly g?: never; readonly p?: number }
export interface ImageBright { readonly value: number }
export interface ImageCircle { readonly r: number; readonly canvas?: boolean }
export interface ImageContrast { readonly value: number }
export interface ImageCrop { readonly w?: number; readonly h?: number; readonly x: number; readonly y: number; readonly g: 'nw' | 'north' | 'ne' | 'west' | 'center' | 'east' | 'sw' | 'south' | 'se' }
export interface ImageFormat { readonly first?: boolean; readonly black?: boolean; readonly value: 'jpg' | 'png' | 'webp' | 'gif' | 'bmp' | 'tiff' | 'avif' }
export interface ImageIgnoreError { readonly value: boolean }
export interface ImageIndexcrop { readonly x?: number; readonly y?: number; readonly i: number; readonly strict?: boolean }
export interface ImageInfo { readonly of?: 'all' | 'basic' | 'exif' }
export interface ImageInterlace { readonly value: boolean }
export interface ImageQuality { readonly q?: number; readonly Q?: number; readonly value?: number }
export interface ImageResize { readonly m: 'lfit' | 'mfit' | 'fill' | 'pad' | 'fixed'; readonly w?: number; readonly h?: number; readonly l?: number; readonly s?: number; readonly p?: number; readonly P?: number; readonly limit: boolean; readonly color: string }
export interface ImageRotate { readonly value: number }
export interface ImageRoundedCorners { readonly r: number }
export interface ImageSharpen { readonly value: number }
export interface ImageWatermark { readonly t: number; readonly g: 'nw' | 'north' | 'ne' | 'west' | 'center' | 'east' | 'sw' | 'south' | 'se'; readonly x: number; readonly y: number; readonly voffset: number; readonly fill: boolean; readonly padx: number; readonly pady: number; readonly image?: ObjectRef; readonly text?: string; readonly type: 'wqy-zenhei' | 'wqy-microhei' | 'fangzhengshusong' | 'fangzhengkaiti' | 'fangzhengheiti' | 'fangzhengfangsong' | 'droidsansfallback'; readonly color: string; readonly size: number; readonly shadow: number; readonly rotate: number; readonly order: number; readonly align: number; readonly interval: number }
export interface VideoSnapshot { readonly t: number; readonly w?: number; readonly h?: number; readonly l?: number; readonly s?: number; readonly m?: 'fast'; readonly f: 'jpg' | 'png'; readonly ar?: 'auto' | 'h' | 'w' }
export interface SysSaveas { readonly o: string; readonly b?: string }
export interface ArgsOf {
  'image/auto-orient': ImageAutoOrient;
  'image/average-hue': ImageAverageHue;
  'image/blur': ImageBlur;
  'image/bright': ImageBright;
  'image/circle': ImageCircle;
  'image/contrast': ImageContrast;
  'image/crop': ImageCrop;
  'image/format': ImageFormat;
  'image/ignore-error': ImageIgnoreError;
  'image/indexcrop': ImageIndexcrop;
  'image/info': ImageInfo;
  'image/interlace': ImageInterlace;
  'image/quality': ImageQuality;
  'image/resize': ImageResize;
  'image/rotate': ImageRotate;
  'image/rounded-corners': ImageRoundedCorners;
  'image/sharpen': ImageSharpen;
  'image/watermark': ImageWatermark;
  'video/snapshot': VideoSnapshot;
  'sys/saveas': SysSaveas;
}
export interface RefusalsOf {
  'image/auto-orient': 'source-too-large';
  'image/average-hue': never;
  'image/blur': never;
  'image/bright': never;
  'image/circle': never;
  'image/contrast': never;
  'image/crop': 'start-outside';
  'image/format': 'heic-alpha';
  'image/ignore-error': never;
  'image/indexcrop': 'slice-beyond';
  'image/info': 'no-exif';
  'image/interlace': never;
  'image/quality': never;
  'image/resize': 'result-too-large';
  'image/rotate': 'source-too-large';
  'image/rounded-corners': never;
  'image/sharpen': never;
  'image/watermark': 'no-such-mark' | 'mark-unsupported' | 'too-many-marks';
  'video/snapshot': 'not-supported' | 'no-video-stream' | 'unreadable';
  'sys/saveas': 'not-last' | 'other-region';
}
export interface ChoicesOf {
  'image/auto-orient': Readonly<Record<never, never>>;
  'image/average-hue': { readonly body: 'json' | 'bare'; readonly noneNear: 'all' | 'black' };
  'image/blur': Readonly<Record<never, never>>;
  'image/bright': Readonly<Record<never, never>>;
  'image/circle': { readonly side: 'odd' | 'even' };
  'image/contrast': Readonly<Record<never, never>>;
  'image/crop': { readonly atTheEdge: 'refused' | 'empty'; readonly largerThanSource: 'clamped' | 'negative' };
  'image/format': Readonly<Record<never, never>>;
  'image/ignore-error': Readonly<Record<never, never>>;
  'image/indexcrop': Readonly<Record<never, never>>;
  'image/info': { readonly frameCount: 'told' | 'absent' };
  'image/interlace': Readonly<Record<never, never>>;
  'image/quality': { readonly aboveSource: 'source' | 'recompressed'; readonly fraction: 'truncated' | 'rounded'; readonly bareMeans: 'absolute' | 'relative' };
  'image/resize': { readonly limitCompares: 'scaled' | 'box'; readonly limitAnswers: 'source' | 'recompressed'; readonly percentAbove100: 'enlarges' | 'needs-limit-0'; readonly oneSide: 'square' | 'ratio'; readonly bothSides: 'each' | 'box'; readonly percentOf: 'width' | 'box'; readonly oddRemainder: 'floor' | 'ceil' };
  'image/rotate': { readonly exposed: 'white' | 'transparent'; readonly boxRounding: 'nearest' | 'up' };
  'image/rounded-corners': Readonly<Record<never, never>>;
  'image/sharpen': Readonly<Record<never, never>>;
  'image/watermark': { readonly voffsetPoints: 'down' | 'up'; readonly fillOfPictures: 'ignored' | 'tiled' };
  'video/snapshot': { readonly beyondTheEnd: 'refused' | 'last-frame'; readonly codecs: 'h264' | 'h264-and-h265' };
  'sys/saveas': { readonly answer: 'json' | 'nothing' };
}
/** Every operation that the documents know. */
export type OperationId = 'image/auto-orient' | 'image/average-hue' | 'image/blur' | 'image/bright' | 'image/circle' | 'image/contrast' | 'image/crop' | 'image/format' | 'image/ignore-error' | 'image/indexcrop' | 'image/info' | 'image/interlace' | 'image/quality' | 'image/resize' | 'image/rotate' | 'image/rounded-corners' | 'image/sharpen' | 'image/watermark' | 'video/snapshot' | 'sys/saveas' | 'image/blindwatermark' | 'image/bodies' | 'image/cars' | 'image/codes' | 'image/faces' | 'image/labels' | 'image/score' | 'imm/detectface' | 'imm/tagimage' | 'video/animation' | 'video/concat' | 'video/convert' | 'video/info' | 'video/snapshots' | 'video/sprite' | 'audio/concat' | 'audio/convert' | 'audio/info' | 'hls/m3u8' | 'doc/convert' | 'doc/edit' | 'doc/preview' | 'doc/snapshot' | 'imm/previewdoc' | 'hls/sign' | 'csv/meta' | 'csv/select' | 'json/meta' | 'json/select';
/** Those that are emulated. */
export type EmulatedId = keyof ArgsOf;
export type TransformId = 'image/auto-orient' | 'image/blur' | 'image/bright' | 'image/circle' | 'image/contrast' | 'image/crop' | 'image/indexcrop' | 'image/resize' | 'image/rotate' | 'image/rounded-corners' | 'image/sharpen' | 'image/watermark';
export type EncodeId = 'image/format' | 'image/ignore-error' | 'image/interlace' | 'image/quality';
export type AnswerId = 'image/average-hue' | 'image/info';
export type SnapshotId = 'video/snapshot';
export type DeliverId = 'sys/saveas';
export type RefusalName = 'invalid-value' | 'missing-value' | 'not-base64' | 'no-action' | 'unknown-action' | 'unknown-process' | 'empty-process' | 'too-many-pipes' | 'process-too-long' | 'not-combinable' | 'too-many-values' | 'empty-async-process' | 'not-bound' | 'not-emulated' | 'too-busy' | 'no-such-style' | 'no-such-source' | 'unsupported-source' | 'damaged-source' | 'bad-webp' | 'damaged-heic' | 'damaged-avif' | 'processed-twice' | 'source-bytes' | 'source-side' | 'source-too-large-to-resize' | 'source-pixels' | 'jpg-source' | 'heic-source' | 'bmp-source' | 'tiff-source' | 'avif-source' | 'webp-result' | 'avif-result' | 'encode-failed' | 'style-name-length' | 'style-name-characters' | 'style-content' | 'style-category' | 'too-many-styles' | 'process-configuration' | 'original-protected' | 'style-only' | 'no-such-bucket' | 'no-such-key' | 'bucket-exists' | 'bucket-not-empty' | 'invalid-bucket-name' | 'object-name-empty' | 'object-name-too-long' | 'invalid-object-name' | 'invalid-digest' | 'no-content-length' | 'too-large' | 'object-exists' | 'not-modified' | 'precondition-failed' | 'response-header-anonymous' | 'response-content-type' | 'invalid-range' | 'invalid-bucket-acl' | 'invalid-object-acl' | 'no-content-md5' | 'copy-between-regions' | 'invalid-argument' | 'invalid-max-keys' | 'invalid-max-keys-of-buckets' | 'too-many-tags' | 'tag-twice' | 'tag-key-too-long' | 'invalid-tag' | 'malformed-tagging' | 'symlink-target-not-there' | 'symlink-to-symlink' | 'no-symlink' | 'no-symlink-target' | 'version-empty' | 'version-malformed' | 'no-such-version' | 'malformed-xml' | 'method-not-allowed' | 'call-not-emulated' | 'no-such-upload' | 'part-number-missing' | 'part-number' | 'malformed-parts' | 'part-order' | 'invalid-part' | 'part-too-small' | 'complete-twofold' | 'complete-all' | 'too-many-uploads' | 'invalid-list' | 'position-missing' | 'position-invalid' | 'position-not-length' | 'not-appendable' | 'post-content-type' | 'post-malformed' | 'post-file-not-last' | 'post-no-file' | 'post-files' | 'post-field-name-too-long' | 'post-field-too-long' | 'post-fields-too-long' | 'post-field-wrong' | 'post-meta-too-long' | 'post-no-key' | 'post-too-large' | 'post-too-small' | 'post-signature-version' | 'post-no-policy' | 'post-no-signature' | 'post-signature-empty' | 'post-signature-mismatch' | 'post-no-key-id' | 'post-credential-day' | 'post-credential-malformed' | 'post-credential-region' | 'post-date' | 'policy-not-base64' | 'policy-not-json' | 'policy-empty' | 'policy-property-unknown' | 'policy-without-conditions' | 'policy-without-expiration' | 'policy-without-both' | 'policy-expiration-type' | 'policy-expiration-empty' | 'policy-expiration-malformed' | 'policy-expired' | 'policy-conditions-type' | 'policy-simple-condition' | 'policy-condition-without-mode' | 'policy-mode-unknown' | 'policy-condition-length' | 'policy-range-reversed' | 'policy-range-type' | 'policy-condition-type' | 'policy-element-type' | 'policy-value-type' | 'policy-condition-failed' | 'policy-field-unnamed' | 'no-cors' | 'cors-without-rule' | 'cors-method' | 'cors-value' | 'cors-rules' | 'cors-without-origin' | 'cors-without-method' | 'cors-forbidden' | 'headers-too-large' | 'malformed-request' | 'request-timeout' | 'body-too-large' | 'internal' | 'path-style-forbidden' | 'wrong-endpoint' | 'invalid-domain' | 'too-many-domains' | 'domain-taken' | 'unknown-access-key' | 'token-missing' | 'token-of-a-lasting-key' | 'token-of-another-key' | 'token-invalid' | 'token-expired' | 'signature-mismatch-v1' | 'signature-mismatch-v4' | 'signature-twice' | 'date-missing' | 'date-malformed' | 'time-too-skewed' | 'authorization-scheme-unknown' | 'authorization-without-colon' | 'authorization-without-key' | 'authorization-without-signature' | 'url-key-missing' | 'url-key-empty' | 'url-expires-missing' | 'url-expires-empty' | 'url-signature-missing' | 'url-signature-empty' | 'url-expires-malformed' | 'url-expired' | 'url-early' | 'signature-version-unknown' | 'v4-authorization-malformed' | 'v4-authorization-field-unknown' | 'v4-signature-empty' | 'v4-additional-headers-empty' | 'v4-additional-header-unnamed' | 'v4-additional-header-absent' | 'v4-key-malformed' | 'v4-payload-signed' | 'v4-day-wrong' | 'v4-terminator-wrong' | 'v4-region-wrong' | 'v4-product-wrong' | 'v4-url-credential-malformed' | 'v4-url-key-malformed' | 'v4-url-expires-missing' | 'v4-url-expires-empty' | 'v4-url-expires-outside' | 'v4-url-signature-missing' | 'v4-url-day-wrong' | 'v4-url-terminator-wrong' | 'v4-url-region-wrong' | 'v4-url-product-wrong' | 'bucket-acl-forbids' | 'object-acl-forbids-anonymous' | 'object-read-forbidden' | 'object-write-forbidden' | 'object-acl-read-forbidden' | 'object-acl-write-forbidden' | 'anonymous-forbidden' | 'bucket-not-yours' | 'image/auto-orient:source-too-large' | 'image/crop:start-outside' | 'image/format:heic-alpha' | 'image/indexcrop:slice-beyond' | 'image/info:no-exif' | 'image/resize:result-too-large' | 'image/rotate:source-too-large' | 'image/watermark:no-such-mark' | 'image/watermark:mark-unsupported' | 'image/watermark:too-many-marks' | 'video/snapshot:not-supported' | 'video/snapshot:no-video-stream' | 'video/snapshot:unreadable' | 'sys/saveas:not-last' | 'sys/saveas:other-region';
export type ChainRule = 'pipes' | 'bytes' | 'default-jpg-quality' | 'unknown-parameter' | 'repeated-parameter' | 'empty-value' | 'empty-segment' | 'order' | 'case' | 'post-body' | 'metadata' | 'etag' | 'no-format' | 'default-avif-quality' | 'source-formats' | 'source-page' | 'bmp-alpha' | 'source-colours' | 'animation-actions' | 'animated-webp' | 'animation-frames' | 'no-quality' | 'head' | 'process-header' | 'process-twice' | 'custom-domain' | 'forced-download' | 'range' | 'validation-of-sizes' | 'validation' | 'style-forms' | 'style-delimiter' | 'protected-forms' | 'protect-rules' | 'response-headers' | 'response-content-type' | 'post-object-bytes' | 'post-field-bytes' | 'post-field-name-bytes' | 'post-fields-bytes' | 'post-meta-bytes' | 'post-field-names' | 'post-redirect' | 'post-etag' | 'symlink' | 'part-numbers' | 'part-bytes' | 'part-etag' | 'part-rights' | 'part-range' | 'append-headers' | 'append-copy' | 'cors-rules' | 'cors-origin' | 'cors-answers' | 'version';
/** A key of the same bucket and the chain that it goes through first. */
export interface ObjectRef { readonly key: string; readonly chain?: readonly Bound<TransformId | EncodeId | AnswerId | SnapshotId>[] }
/** One action with its arguments and its column; generic, so that a table of operations can be indexed without a cast. */
export type Bound<K extends EmulatedId = EmulatedId> = { readonly [P in K]: { readonly id: P; readonly args: ArgsOf[P]; readonly at: number } }[K];
