/** What can name a header: a token (RFC 9110, section 5.6.2). */
export const headerName = /^[!#$%&'*+.^_`|~\dA-Za-z-]+$/;
/** What a header can hold, as octets (RFC 9110, section 5.5). */
export const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;
