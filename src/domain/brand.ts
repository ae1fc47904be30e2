declare const brand: unique symbol;

/** Text or number that only its own parser and formatter make. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
