/** What may stand between a key and the name of a style. */
export type Delimiter = '-' | '_' | '/' | '!';

/** Originals whose keys begin and end so are kept from anonymous users; an empty text fits every key. */
export interface ProtectRule {
  readonly prefix: string;
  readonly suffix: string;
  readonly ignoreCase: boolean;
}

/** How the pictures of a bucket may be asked for: the console's access settings. */
export interface Access {
  readonly delimiters: readonly Delimiter[];
  /** `Img`: delimiters and protection hold on img hosts alone. `Both`: on OSS hosts too. */
  readonly host: 'Img' | 'Both';
  /** Suffixes of protected originals, lower case and without a dot; `*` is every key. */
  readonly protect: readonly string[];
  readonly rules: readonly ProtectRule[];
  /** Whether OSS hosts take the old `@` grammar. */
  readonly oldGrammar: boolean;
}

/** The access settings of a bucket for which nobody made any. */
export const openAccess: Access = {
  delimiters: [],
  host: 'Both',
  protect: [],
  rules: [],
  oldGrammar: false,
};
