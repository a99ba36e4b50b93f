import type { Edition } from '../../spec/corpus.ts';
import { editions as both } from '../../spec/model/edition.ts';
import { startChild } from './child.ts';
import { createHttpTarget, hasControl, type HttpTarget } from './http-target.ts';
import type { Keys } from '../sign/request.ts';
import type { Endpoint } from './wire.ts';

/** An endpoint as a person names it. */
export interface Named extends Endpoint {
  readonly bucket: string;
  readonly region: string;
  readonly keys: readonly Keys[];
}

/** Targets of one endpoint, one for each edition that is judged; closing it ends what was started. */
export interface Judged {
  readonly targets: readonly HttpTarget[];
  close(): Promise<void>;
}

function open(named: Named, editions: readonly Edition[], control: boolean): HttpTarget[] {
  const [owner, other] = named.keys;
  return editions.map((edition) =>
    createHttpTarget({
      ...named,
      bucket: editions.length > 1 ? `${named.bucket}-${edition}` : named.bucket,
      edition,
      owner,
      other,
      control,
    }),
  );
}

/** The emulator, started for this and judged over HTTP like any other endpoint. */
export async function judgeEmulator(edition: Edition | undefined): Promise<Judged> {
  const child = await startChild();
  const named: Named = {
    url: child.url,
    addressing: 'path',
    bucket: 'conformance',
    region: 'cn-hangzhou',
    keys: [child.owner, child.other],
  };
  const targets = open(named, edition === undefined ? both : [edition], true);
  return {
    targets,
    async close() {
      for (const target of targets) target.close();
      await child.stop();
    },
  };
}

/**
 * An endpoint that somebody else runs. Where it has the emulator's control routes both editions are judged, in buckets
 * of their own; else only the one that is named, or `current`. Rejects when it cannot be reached.
 */
export async function judgeEndpoint(named: Named, edition: Edition | undefined): Promise<Judged> {
  const control = await hasControl(named);
  const editions = control && edition === undefined ? both : [edition ?? 'current'];
  const targets = open(named, editions, control && named.keys.length > 0);
  return {
    targets,
    close() {
      for (const target of targets) target.close();
      return Promise.resolve();
    },
  };
}
