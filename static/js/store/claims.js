/** Questions that I am taking. Pure.
 *
 * A claim is "waiting" for the line, "sending", or "won" until its exchange is here.
 */
export function addClaim(state, id, claim) {
  return { ...state, claims: { ...state.claims, [id]: claim } };
}

export function changeClaim(state, id, change) {
  const claim = state.claims[id];
  return claim ? addClaim(state, id, { ...claim, ...change }) : state;
}

export function dropClaim(state, id) {
  const claims = { ...state.claims };
  delete claims[id];
  return { ...state, claims };
}
