/** The mark: an open page whose lines are bars, from the word's two senses, statement and evidence. */
export function Logo() {
  return (
    <svg class="logo" width="32" height="32" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect class="logo-ground" x="1" y="1" width="30" height="30" rx="6" />
      <path class="logo-bars" d="M8 23v-5M13 23V13M18 23v-7M23.5 23V9" />
      <circle class="logo-point" cx="13" cy="8.5" r="1.9" />
    </svg>
  );
}
