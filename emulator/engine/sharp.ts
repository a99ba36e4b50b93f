/**
 * The only import of sharp in emulator/. Only these six loaders of libvips may run: an object is anybody's bytes, and
 * libvips would also read SVG, its own `.v` and whatever else it was built with. The block holds for the whole process.
 */
import sharp from 'sharp';

const loaders = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff', 'Heif'];

sharp.cache(false); // No object is ever opened by a path, so the cache would only hold memory.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: loaders.map((loader) => `VipsForeignLoad${loader}`) });

export { sharp };
export type { Sharp } from 'sharp';
