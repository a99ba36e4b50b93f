import type { RefusalName } from '../../spec/types.gen.ts';
import type { Request } from '../http/message.ts';

/** The parts of a request that a signature may cover. Header values are octets, as Node hands them over. */
export type Signed = Pick<Request, 'method' | 'query' | 'headers'>;

/** The resource that a request addresses, decoded. A key comes with its bucket; neither: the service itself. */
export interface Where {
  readonly bucket?: string | undefined;
  readonly key?: string | undefined;
}

/** What a signature covers. All texts are octets. */
export interface Covered {
  readonly stringToSign: string;
  /** V4 only. */
  readonly canonicalRequest?: string;
  /** The signature that the owner of the secret would have sent. */
  readonly sign: (secret: string) => string;
}

/** What a signed request, or a signed form, claims, before anybody compared a signature. */
export interface Claim extends Covered {
  readonly accessKeyId: string;
  /** As the client sent it. */
  readonly signature: string;
  /** What the same claim would cover of another request; a form covers none. */
  readonly restate?: (request: Signed, where: Where) => Covered;
  /** What it may cover as well: clients differ in it, and the service is not known to mind. */
  readonly or?: Covered;
  /** How a wrong signature is refused. */
  readonly mismatch: RefusalName;
}
