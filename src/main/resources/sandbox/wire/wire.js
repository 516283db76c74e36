// The cookie bar stays until it is closed, then away until the browser ends.
const bar = document.querySelector('[data-role="cookie-bar"]');
if (document.cookie.split('; ').includes('wire_cookie_bar=closed')) {
  bar.hidden = true;
}
document.querySelector('[data-role="cookie-close"]').addEventListener('click', () => {
  document.cookie = 'wire_cookie_bar=closed; path=/wire; samesite=lax';
  bar.hidden = true;
});
