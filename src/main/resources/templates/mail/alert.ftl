<#assign subject = "Needs a person: ${message}">
${message}

${public_url}${path}
