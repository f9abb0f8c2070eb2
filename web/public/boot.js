// Runs before the first paint, so that neither the theme nor the language flashes.
// It is a file of its own because the content security policy allows no inline script.
(function () {
  var root = document.documentElement;
  var read = function (key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  var theme = read('monoclinic.theme');
  var dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  var language = read('monoclinic.language') || navigator.language || 'fr';
  root.lang = language.slice(0, 2) === 'en' ? 'en' : 'fr';
})();
