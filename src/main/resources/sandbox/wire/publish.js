// Two more clicks before it is final: the overlay's link opens the popup, the popup's link sends once all is ticked.
const confirmLink = document.querySelector('[data-role="confirm"]');
if (confirmLink) {
  const sure = document.querySelector('[data-role="sure"]');
  const send = document.querySelector('[data-role="send"]');
  const consents = [...document.querySelectorAll('[data-role="consent"]')];
  const ready = () => consents.every((box) => box.checked);
  confirmLink.addEventListener('click', (event) => {
    event.preventDefault();
    sure.hidden = false;
  });
  consents.forEach((box) => box.addEventListener('change', () => send.classList.toggle('disabled', !ready())));
  send.addEventListener('click', (event) => {
    event.preventDefault();
    if (ready()) {
      document.querySelector('[data-role="publish"]').submit();
    }
  });
}
