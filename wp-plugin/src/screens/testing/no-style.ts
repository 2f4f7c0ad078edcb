/** Stands in for every style sheet in tests, since jsdom draws nothing. */
export {};
