/** An account: its id owns buckets, its pair signs requests. */
export interface Account {
  readonly id: string;
  readonly displayName: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** Who asks. `operator`: everybody, with `--auth off`. */
export type Principal =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'account'; readonly account: Account }
  | { readonly kind: 'operator' };
