<#assign subject = "Contact page: ${name}">
${name} (${email}) writes:

${message}
