/** Starts packaging: movePackaging moves the request, and where there is none, whyNoPackaging says why. */
export function request() {
  return {};
}

export function response(ctx) {
  return ctx.prev.result;
}
