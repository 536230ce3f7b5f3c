addToLibrary({ web_desk_start: () => {}, web_desk_stop: () => {} });
