try{let t=localStorage.getItem("theme");t&&(document.documentElement.dataset.theme=t)}catch{}
