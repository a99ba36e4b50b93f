/** What can name a header: a token (RFC 9110, section 5.6.2). */
export const headerName = /^[!#$%&'*+.^_`|~\dA-Za-z-]+$/;
