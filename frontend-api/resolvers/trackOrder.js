/** One of the caller's orders: findTracking looks for its number, track for what happened under it. */
export function request() {
  return {};
}

export function response(ctx) {
  return ctx.prev.result;
}
