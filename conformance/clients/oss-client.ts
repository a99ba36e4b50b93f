import { OSSObject } from 'oss-client';
import type { Endpoint } from './endpoint.ts';

type Addressed = Parameters<OSSObject['createHttpClientRequestParams']>[0];

/** The package oss-client, which knows buckets by hosts alone, with the bucket in the path: not every machine resolves such hosts. */
class PathClient extends OSSObject {
  readonly #bucket: string;
  readonly #url: string;

  constructor({ url, accessKeyId, accessKeySecret }: Endpoint, bucket: string) {
    super({ endpoint: url, bucket, accessKeyId, accessKeySecret });
    this.#bucket = bucket;
    this.#url = url;
  }

  protected override getRequestEndpoint(): string {
    return this.#url;
  }

  protected override getRequestURL(params: Addressed): string {
    return super.getRequestURL({ ...params, object: `${this.#bucket}/${params.object ?? ''}` });
  }
}

/** The client that the package's users make for a bucket. */
export function createOssClient(endpoint: Endpoint, bucket: string): OSSObject {
  const { url, accessKeyId, accessKeySecret, isPathStyle } = endpoint;
  if (isPathStyle) return new PathClient(endpoint, bucket);
  return new OSSObject({ endpoint: url, bucket, accessKeyId, accessKeySecret });
}
