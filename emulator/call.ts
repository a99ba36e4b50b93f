import type { BucketRight, ServiceRight } from './auth/permit.ts';
import type { Principal } from './auth/principal.ts';
import type { Address } from './http/address.ts';
import type { Request, Response } from './http/message.ts';
import type { Bucket } from './store/bucket.ts';
import type { ObjectHead } from './store/object.ts';
import type { World } from './world.ts';

/** A request that was understood and authenticated. */
export interface Asked {
  readonly request: Request;
  readonly address: Address;
  readonly principal: Principal;
  readonly world: World;
}
export interface AskedToCreate extends Asked {
  /** A legal name. */
  readonly name: string;
}
export interface AskedOfBucket extends Asked {
  readonly bucket: Bucket;
}
export interface AskedOfObject extends AskedOfBucket {
  /** A legal name. */
  readonly key: string;
  /** Undefined: there is no such object. */
  readonly head: ObjectHead | undefined;
  /** The version that is meant; undefined: the newest. */
  readonly version?: string | undefined;
  /** What a delimiter in the literal key asked for: `style/<name>`. */
  readonly process?: string;
  /** What stands behind an `@` in the literal key, where the old grammar holds: `100w_100h.jpg`. */
  readonly oldProcess?: string;
}

interface Row<On extends string, Right, A extends Asked> {
  /** As the API reference calls it: `PutObject`. */
  readonly name: string;
  readonly method: string;
  readonly on: On;
  /** The query parameter that selects this call among those of its method. */
  readonly query?: string;
  /** The header that selects it: together with the query parameter, or where no query parameter selects another. */
  readonly header?: string;
  /** Whether `versionId` says of which version of the object it is asked. */
  readonly takesVersion?: true;
  /** What the principal must be allowed; held before `run`. */
  readonly right: Right;
  /** Throws an OssError for a refusal. */
  readonly run: (asked: A) => Response | Promise<Response>;
}
export type ServiceCall = Row<'service', ServiceRight, Asked>;
/** The one call on a bucket that need not be there. */
export type CreateCall = Row<'new-bucket', ServiceRight, AskedToCreate>;
export type BucketCall = Row<'bucket', BucketRight, AskedOfBucket>;
export type ObjectCall = Row<'object', BucketRight, AskedOfObject>;
export type Call = ServiceCall | CreateCall | BucketCall | ObjectCall;
