// What is nicer with a script; every page works without it.
"use strict";

// A page that follows what happens: on each word from the server it is fetched anew, and its parts replaced.
for (const live of document.querySelectorAll("[data-live]")) {
  const words = new EventSource(live.dataset.live);
  words.onmessage = async () => {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!answer.ok) return;
    const now = new DOMParser().parseFromString(await answer.text(), "text/html");
    // Only what is other than it was: whoever reads or has the focus there isn't disturbed by the rest.
    for (const part of live.querySelectorAll("[data-part]")) {
      const next = now.getElementById(part.id);
      if (next && next.innerHTML !== part.innerHTML) part.replaceChildren(...next.childNodes);
    }
  };
}

// A form that was sent is not sent again by a second click.
document.addEventListener("submit", event => {
  for (const button of event.target.querySelectorAll("button[type=submit]")) {
    button.setAttribute("aria-disabled", "true");
    button.addEventListener("click", again => again.preventDefault());
  }
});

// Where the menu doesn't fit, it shows where one is.
for (const here of document.querySelectorAll(".top nav [aria-current]")) {
  const menu = here.closest("nav");
  menu.scrollLeft = here.offsetLeft - menu.offsetLeft - 40;
}
